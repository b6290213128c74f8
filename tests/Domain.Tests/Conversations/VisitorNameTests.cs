using EzSolutions.Domain.Conversations;

namespace EzSolutions.Domain.Tests.Conversations;

public sealed class VisitorNameTests
{
    [Theory]
    [InlineData("Support")]
    [InlineData("EZ Solutions")]
    [InlineData("e-z s.o.l.u.t.i.o.n.s")]
    [InlineData("The Assistant")]
    [InlineData("ＡＤＭＩＮ")]
    [InlineData("Ädmin")]
    [InlineData("B0t")]
    [InlineData("Ѕystem")]
    [InlineData("s\u200btaff")]
    public void C07_A_name_of_ours_is_refused(string name) => VisitorName.Accept(name).Error.ShouldBe(ConversationErrors.NameReserved);

    [Theory]
    [InlineData("Anna Schmidt")]
    [InlineData("Abbott")]
    [InlineData("José")]
    [InlineData("Иван Петров")]
    public void A_name_of_a_person_is_kept(string name) => VisitorName.Accept(name).Value.ShouldBe(name);

    [Fact]
    public void No_name_is_a_visitor() => VisitorName.Accept(" ").Value.ShouldBe(VisitorName.Unknown);
}
