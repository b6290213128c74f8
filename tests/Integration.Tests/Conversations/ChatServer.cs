using EzSolutions.Integration.Tests.Harness;

namespace EzSolutions.Integration.Tests.Conversations;

/// <summary>Tests of the conversation engine run one after the other, each class or test on a database of its own.</summary>
public sealed class ChatServer
{
    /// <summary>A database of this program's version, empty.</summary>
    public Task<string> NewDatabaseAsync() => TestDatabases.CreateAsync();
}

[CollectionDefinition(Name)]
public sealed class ChatServerGroup : ICollectionFixture<ChatServer>
{
    public const string Name = "chat server";
}
