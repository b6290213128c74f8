namespace EzSolutions.Infrastructure.Conversations.OpenAi;

/// <summary>Reads an answer whole, up to a limit: a server that never stops talking is cut off.</summary>
internal sealed class LimitedAnswer(int mostBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(mostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
