using System.Text.Json;
using System.Text.Json.Nodes;
using EzSolutions.Application.Common;
using EzSolutions.Domain.Common;
using EzSolutions.Domain.Conversations;
using MediatR;

namespace EzSolutions.Application.Conversations.Console;

/// <summary>What the bot keeps in mind of a conversation, secrets covered. Error: conversation_not_found.</summary>
[Access(Audience.Staff)]
public sealed record GetDialogue(Guid ConversationId) : IQuery<DialogueView>;

/// <param name="State">The dialogue's own versioned data; null when it has none yet.</param>
/// <param name="Waits">Something the customer said is still to be answered by the bot.</param>
public sealed record DialogueView(JsonElement? State, bool Waits, int FailedTurns);

internal sealed class GetDialogueHandler(IStore store) : IRequestHandler<GetDialogue, Result<DialogueView>>
{
    public async Task<Result<DialogueView>> Handle(GetDialogue request, CancellationToken cancellationToken)
    {
        var id = request.ConversationId;
        var found = await store.FirstOrDefaultAsync(store.Query<Conversation>().Where(c => c.Id == id), cancellationToken);
        return found is null
            ? ConversationErrors.NotFound
            : new DialogueView(CoveredJson.Of(found.DialogueState), found.AwaitsTurn, found.FailedTurns);
    }
}

/// <summary>P07: what proves or reveals something is covered before anybody looks at it, wherever it stands.</summary>
internal static class CoveredJson
{
    private const string Covered = "•••";

    private static readonly string[] Secrets = ["code", "token", "secret", "password", "credential", "key"];

    public static JsonElement? Of(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;
        var node = JsonNode.Parse(json);
        Cover(node);
        return JsonSerializer.SerializeToElement(node);
    }

    private static void Cover(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject parts:
                foreach (var (name, value) in parts.ToList())
                {
                    if (value is JsonValue leaf && leaf.GetValueKind() == JsonValueKind.String && IsSecret(name, leaf.GetValue<string>()))
                        parts[name] = Covered;
                    else
                        Cover(value);
                }
                break;
            case JsonArray items:
                foreach (var item in items)
                    Cover(item);
                break;
        }
    }

    /// <summary>Named like one, or a button that carries a confirmation's token (C05); coupon codes are not secret.</summary>
    private static bool IsSecret(string name, string value) =>
        value.StartsWith("confirm:", StringComparison.Ordinal) ||
        (!name.Contains("coupon", StringComparison.OrdinalIgnoreCase) && Array.Exists(Secrets, s => name.EndsWith(s, StringComparison.OrdinalIgnoreCase)));
}
