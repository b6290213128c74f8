using System.Text;
using EzSolutions.Sandbox.State;

namespace EzSolutions.Contract.Tests.Sandbox;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    internal sealed record Row(string Text);

    [Fact]
    public void A_transaction_cut_off_by_a_crash_did_not_happen()
    {
        using (var journal = new Journal(_folder.Path))
        {
            var rows = journal.Table<Row>("rows");
            journal.Transact(() => rows.Put("a", new Row("whole\nline")));
        }

        File.AppendAllText(Path.Combine(_folder.Path, "state.jsonl"), """[["rows","b",{"text":"to""");
        using (var journal = new Journal(_folder.Path))
        {
            journal.Table<Row>("rows").All().ShouldBe([new Row("whole\nline")]);
            journal.Transact(() => journal.Table<Row>("rows").Put("c", new Row("after")));
        }

        using var again = new Journal(_folder.Path);
        again.Table<Row>("rows").All().Select(r => r.Text).ShouldBe(["whole\nline", "after"]);
    }

    [Fact]
    public void What_throws_is_undone()
    {
        using var journal = new Journal(_folder.Path);
        var rows = journal.Table<Row>("rows");
        journal.Transact(() => rows.Put("a", new Row("before")));
        Should.Throw<InvalidOperationException>(() => journal.Transact(() =>
        {
            rows.Put("a", new Row("after"));
            rows.Put("b", new Row("new"));
            throw new InvalidOperationException();
        }));
        rows.All().ShouldBe([new Row("before")]);
    }

    [Fact]
    public void A_long_file_is_made_short_at_the_next_start()
    {
        var text = new string('x', 10_000);
        using (var journal = new Journal(_folder.Path))
        {
            var rows = journal.Table<Row>("rows");
            for (var i = 0; i < 600; i++)
                journal.Transact(() => rows.Put("same", new Row(text + i)));
        }

        using var again = new Journal(_folder.Path);
        new FileInfo(Path.Combine(_folder.Path, "state.jsonl")).Length.ShouldBeLessThan(Encoding.UTF8.GetByteCount(text) * 2);
        again.Table<Row>("rows").Find("same")!.Text.ShouldBe(text + "599");
    }
}
