using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace EzSolutions.Bot.Tests.Texts;

/// <summary>Every string that stands in compiled code.</summary>
internal static class Literals
{
    public static IEnumerable<string> Of(params Assembly[] assemblies) => assemblies.SelectMany(Of);

    private static List<string> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var found = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            found.Add(metadata.GetUserString(handle));
        }

        return found;
    }
}
