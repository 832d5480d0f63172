using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations;

/// <summary>A property that the user has given, whatever its value.</summary>
/// <param name="Contract">Which one.</param>
/// <param name="Location">The whole argument, <c>Classes = 9</c>.</param>
/// <param name="Value">The constant, or null where it is none of the property's type.</param>
internal sealed record DeclaredOption(OptionContract Contract, Location Location, object? Value)
{
    /// <summary>Whether it is an enum's value that has no name.</summary>
    public bool IsUndefined =>
        !Contract.Members.IsEmpty && Value is int value && (value < 0 || value >= Contract.Members.Length);
}
