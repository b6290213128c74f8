using EzSolutions.Application.Accounts.Sessions;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Domain.Common;
using MediatR;

namespace EzSolutions.Application.Accounts;

/// <summary>Signs a customer in to the REST API with a one-time code. Errors as <see cref="VerifySignInCode"/>.</summary>
[Access(Audience.Anyone)]
public sealed record SignInWithCode(string Email, string Code, string? Name = null, string? Locale = null) : IWorkflow<CustomerSession>;

public sealed record CustomerSession(IssuedSession Session, SignedInCustomer Customer);

internal sealed class SignInWithCodeHandler(IMediator mediator, IUnitOfWork unitOfWork, ISessions sessions)
    : IRequestHandler<SignInWithCode, Result<CustomerSession>>
{
    public async Task<Result<CustomerSession>> Handle(SignInWithCode request, CancellationToken cancellationToken)
    {
        var verified = await mediator.Send(new VerifySignInCode(request.Email, request.Code, request.Name, request.Locale), cancellationToken);
        if (!verified.IsSuccess)
        {
            return verified.Error;
        }

        var customer = verified.Value;
        return await unitOfWork.RunAsync<CustomerSession>(
            _ =>
            {
                var session = sessions.Start(new SessionSubject(SessionKind.Customer, customer.UserId, customer.CustomerId));
                return Task.FromResult<Result<CustomerSession>>(new CustomerSession(session, customer));
            },
            cancellationToken);
    }
}
