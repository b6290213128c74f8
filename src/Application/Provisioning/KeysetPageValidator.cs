using EzSolutions.Application.Common;
using FluentValidation;

namespace EzSolutions.Application.Provisioning;

/// <summary>Pages whose key is the id of the last row shown.</summary>
internal sealed class KeysetPageValidator : AbstractValidator<PageRequest>
{
    public KeysetPageValidator()
    {
        RuleFor(p => p.Limit).InclusiveBetween(1, 100);
        RuleFor(p => p.After).Must(after => after is null || Guid.TryParse(after, out _)).WithMessage("Use the value of 'next' of the page before.");
    }
}
