using EzSolutions.Application.Common;
using EzSolutions.Domain.Accounts;
using EzSolutions.Infrastructure.Common.Persistence;
using Microsoft.AspNetCore.Identity;

namespace EzSolutions.Infrastructure.Accounts;

/// <summary>People to try the product with, in Development: three colleagues and a customer. Their passwords are no secret.</summary>
internal sealed class DemoPeople(AppDbContext context, UserManager<AppUser> users, IIdGenerator ids, TimeProvider time) : IDemoSeed
{
    public const string Password = "demo-password-1";

    private static readonly (string Email, string Name, StaffRole[] Roles)[] Staff =
    [
        ("ada@demo.example", "Ada", [StaffRole.Admin]),
        ("sam@demo.example", "Sam", [StaffRole.Support]),
        ("bo@demo.example", "Bo", [StaffRole.Billing, StaffRole.Support]),
    ];

    public int Order => 0;

    public async Task SeedAsync(CancellationToken ct)
    {
        foreach (var (email, name, roles) in Staff)
        {
            if (await users.FindByEmailAsync(email) is not null)
            {
                continue;
            }

            var user = await CreateUserAsync(email, Password);
            context.Add(StaffMember.Create(ids.NewId(), user.Id, name, roles));
        }

        if (await users.FindByEmailAsync("maria@demo.example") is null)
        {
            var user = await CreateUserAsync("maria@demo.example", password: null);
            var address = EmailAddress.TryParse(user.Email, out var parsed) ? parsed : throw new InvalidOperationException("A demo address is malformed.");
            context.Add(Customer.Create(ids.NewId(), user.Id, address, "Maria Demo", time.GetUtcNow()));
        }

        await context.SaveChangesAsync(ct);
    }

    private async Task<AppUser> CreateUserAsync(string email, string? password)
    {
        var user = new AppUser { Id = ids.NewId(), UserName = email, Email = email, EmailConfirmed = true };
        var created = password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password);
        return created.Succeeded ? user : throw new InvalidOperationException($"Demo user {email}: {created}");
    }
}
