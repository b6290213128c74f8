using EzSolutions.Application.Common;

namespace EzSolutions.Infrastructure.Common.Time;

/// <inheritdoc />
internal sealed class IdGenerator(TimeProvider time) : IIdGenerator
{
    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
