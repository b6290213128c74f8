namespace EzSolutions.Sandbox;

/// <summary>The sandbox cannot start; the message is one sentence that names the cure.</summary>
public sealed class SandboxException : Exception
{
    public SandboxException()
    {
    }

    public SandboxException(string message)
        : base(message)
    {
    }

    public SandboxException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
