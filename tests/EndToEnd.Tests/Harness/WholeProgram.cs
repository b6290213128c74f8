namespace EzSolutions.EndToEnd.Tests.Harness;

/// <summary>Tests that start whole programs take turns: each wants the machine for itself.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeProgram
{
    public const string Name = "whole program";
}
