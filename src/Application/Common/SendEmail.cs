namespace EzSolutions.Application.Common;

/// <summary>Sends one queued e-mail; done already is done. Its failure never touches what it tells about (M12).</summary>
[Access(Audience.System)]
public sealed record SendEmail(Guid EmailId) : IJobRequest;
