namespace EzSolutions.Bot.Understanding.Learning;

/// <summary>Finds the temperature at which held-out predictions are as sure as they are right.</summary>
internal static class Calibration
{
    public static float Temperature(IReadOnlyList<(Example Example, float[] Probabilities)> heldOut)
    {
        var (low, high) = (0.3f, 4f);
        for (var i = 0; i < 40; i++)
        {
            var third = (high - low) / 3;
            if (Loss(heldOut, low + third) < Loss(heldOut, high - third)) high -= third;
            else low += third;
        }

        return (low + high) / 2;
    }

    private static double Loss(IReadOnlyList<(Example Example, float[] Probabilities)> heldOut, float temperature)
    {
        var loss = 0.0;
        foreach (var (example, probabilities) in heldOut)
        {
            var total = 0.0;
            for (var i = 0; i < LinearModel.Classes; i++) total += Math.Pow(Math.Max(probabilities[i], 1e-12), 1 / temperature);
            loss -= Math.Log(Math.Pow(Math.Max(probabilities[example.Class], 1e-12), 1 / temperature) / total);
        }

        return loss;
    }
}
