using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using EzSolutions.WebApi.Billing;

namespace EzSolutions.Integration.Tests.Api;

/// <summary>Tables are sent while they are read, and what people typed stays text in a spreadsheet.</summary>
public sealed class CsvTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49 30 1234", "'+49 30 1234")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("－2+3", "'－2+3")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("-12.50", "-12.50")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [InlineData("", "")]
    public void A_value_is_written_so_that_it_stays_what_it_is(string value, string written) => Csv.Line([value]).ShouldBe(written);

    [Fact]
    public async Task Rows_arrive_while_the_others_are_still_read()
    {
        var (pipe, rest) = (new Pipe(), new TaskCompletionSource());
        var writing = Csv.WriteAsync(pipe.Writer.AsStream(leaveOpen: true), ["number"], RowsAsync(rest.Task), CancellationToken.None);

        var seen = await pipe.Reader.ReadAtLeastAsync(1_000);
        writing.IsCompleted.ShouldBeFalse("the other half is not read yet");
        Encoding.UTF8.GetString(seen.Buffer.FirstSpan[..8]).ShouldBe("number\r\n");
        pipe.Reader.AdvanceTo(seen.Buffer.End);
        rest.SetResult();
        await writing;
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(Task rest, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var i = 0; i < 1_000; i++)
        {
            if (i == 700)
                await rest.WaitAsync(ct);
            yield return [$"INV-2027-{i:D6}"];
        }
    }
}
