using System.Text.Json.Nodes;

namespace EzSolutions.Sandbox.Stripe;

internal sealed class Customers(StripeStore store, StripeEvents events)
{
    private static readonly string[] Texts = ["description", "email", "name", "phone"];
    private static readonly StripeParams Params = new(
        "email", "name", "description", "phone", "metadata[*]", "address[line1]", "address[line2]", "address[city]", "address[state]", "address[postal_code]",
        "address[country]", "invoice_settings[default_payment_method]", "payment_method", "preferred_locales[]", "tax_exempt");

    public void Map(StripeRoutes routes)
    {
        routes.Post("/v1/customers", Params, call => Save(Make(store, null, null), call, "customer.created"));
        routes.Get("/v1/customers", StripeParams.List("email"), call => StripeList.Of(
            store.All(StripeKind.Customer).Where(c => call.Form.Text("email") is not { } email || c["email"]?.GetValue<string>() == email), call.Form, "/v1/customers"));
        routes.Get("/v1/customers/{id}", new StripeParams(), call => store.Get(StripeKind.Customer, call.Id, "id"));
        routes.Post("/v1/customers/{id}", Params, call => Save(store.Get(StripeKind.Customer, call.Id, "id"), call, "customer.updated"));
        routes.Get("/v1/customers/{id}/payment_methods", StripeParams.List("type"), call => StripeList.Of(
            store.All(StripeKind.PaymentMethod).Where(m => m["customer"]?.GetValue<string>() == call.Id), call.Form, $"/v1/customers/{call.Id}/payment_methods"));
    }

    public static JsonObject Make(StripeStore store, string? email, string? name)
    {
        var customer = store.Create(StripeKind.Customer);
        customer["address"] = null;
        customer["balance"] = 0;
        customer["currency"] = null;
        customer["default_source"] = null;
        customer["delinquent"] = false;
        customer["description"] = null;
        customer["email"] = email;
        customer["invoice_settings"] = new JsonObject { ["default_payment_method"] = null };
        customer["metadata"] = new JsonObject();
        customer["name"] = name;
        customer["phone"] = null;
        customer["tax_exempt"] = "none";
        return customer;
    }

    private JsonObject Save(JsonObject customer, StripeCall call, string eventType)
    {
        var form = call.Form;
        foreach (var field in Texts.Where(f => form.Node(f) is not null))
            customer[field] = form.Text(field);
        if (form.Text("email") is { } email && !email.Contains('@', StringComparison.Ordinal))
            throw StripeRefusal.Invalid($"Invalid email address: {email}", "email", "email_invalid");
        if (form.Node("address") is { HasChildren: true } address)
            customer["address"] = new JsonObject(address.Children.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Name, c.Form.Value)));
        if (form.Node("invoice_settings")?.Text("default_payment_method") is { } method)
        {
            store.Get(StripeKind.PaymentMethod, method, "invoice_settings[default_payment_method]");
            customer["invoice_settings"] = new JsonObject { ["default_payment_method"] = method };
        }

        if (form.Node("metadata") is { } metadata)
            customer["metadata"] = StripeMetadata.Merge(customer["metadata"], metadata);
        store.Put(StripeKind.Customer, customer);
        events.Emit(eventType, customer, call);
        return customer;
    }
}
