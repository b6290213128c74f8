using EzSolutions.Bot.Understanding.Text;

namespace EzSolutions.Bot.Understanding.Entities;

/// <summary>Coupon codes ("code WELCOME10") and six-digit one-time codes ("123 456").</summary>
internal static class CouponGrammar
{
    private const int CodeLength = 6;

    public static void Read(Scan scan)
    {
        ReadOneTimeCode(scan);
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Taken(i) || !IsCouponWord(scan.Word(i))) continue;
            var next = i + 1;
            while (scan.Word(next) is "code" or "is" or "called" or "named" or "it" or "the" or "says" or "to") next++;
            if (IsCode(scan, next)) scan.Add(SlotNames.CouponCode, Written(scan, next), next, next);
            else if (IsCode(scan, i - 1)) scan.Add(SlotNames.CouponCode, Written(scan, i - 1), i - 1, i - 1);
            else if (scan.Word(i - 1) == "discount" && IsCode(scan, i - 2)) scan.Add(SlotNames.CouponCode, Written(scan, i - 2), i - 2, i - 2);
        }

        if (!scan.Entities.Exists(entity => entity.Slot == SlotNames.CouponCode)) ReadLoudCode(scan);
    }

    private static void ReadOneTimeCode(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            if (scan.Taken(i) || scan.Kind(i) is not (TokenKind.Number or TokenKind.Identifier)) continue;
            var digits = scan.Word(i).Replace("-", "", StringComparison.Ordinal);
            var last = i;
            if (digits.Length == CodeLength / 2 && scan.Kind(i + 1) == TokenKind.Number && scan.Word(i + 1).Length == CodeLength / 2)
                digits += scan.Word(last = i + 1);
            if (digits.Length != CodeLength || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) continue;
            if (scan.Tokens.Count > 2 && scan.Context.ExpectedSlot != SlotNames.Code && !Near(scan, i)) continue;
            scan.Add(SlotNames.Code, digits, i, last);
            return;
        }
    }

    private static bool Near(Scan scan, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 4); i--)
            if (scan.Word(i) is "code" or "otp" or "pin" or "it's" or "got") return true;
        return false;
    }

    // A shouted word with digits in it, anywhere: SAVE20.
    private static void ReadLoudCode(Scan scan)
    {
        for (var i = 0; i < scan.Tokens.Count; i++)
        {
            var token = scan.Tokens[i];
            if (scan.Taken(i) || token.End - token.Start < 4 || token.Kind is not (TokenKind.Word or TokenKind.Identifier)) continue;
            var written = scan.Clean.AsSpan(token.Start, token.End - token.Start);
            if (!written.ContainsAnyInRange('0', '9') || !written.ContainsAnyInRange('A', 'Z') || written.ContainsAnyInRange('a', 'z')) continue;
            scan.Add(SlotNames.CouponCode, written.ToString(), i, i);
        }
    }

    private static bool IsCode(Scan scan, int at)
    {
        if (at < 0 || at >= scan.Tokens.Count || scan.Taken(at)) return false;
        var token = scan.Tokens[at];
        if (token.Kind is not (TokenKind.Word or TokenKind.Identifier)) return false;
        var written = scan.Clean.AsSpan(token.Start, token.End - token.Start);
        return written.Length >= 4 && (written.ContainsAnyInRange('0', '9') || !written.ContainsAnyExceptInRange('A', 'Z'));
    }

    private static string Written(Scan scan, int at) => scan.Clean[scan.Tokens[at].Start..scan.Tokens[at].End].ToUpperInvariant();

    private static bool IsCouponWord(string word) => word is "code" or "coupon" or "coupons" or "voucher" or "promo" or "discount" or "promocode";
}
