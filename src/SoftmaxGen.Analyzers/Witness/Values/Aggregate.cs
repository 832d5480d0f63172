using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>An object, a struct, a tuple or an anonymous object: a bag of fields.</summary>
internal sealed class Aggregate(ITypeSymbol type, object?[] fields, bool isValue)
{
    /// <summary>The type, closed over the type arguments of this run.</summary>
    public ITypeSymbol Type { get; } = type;

    /// <summary>The fields in the order of the layout; the elements of a tuple.</summary>
    public object?[] Fields { get; } = fields;

    /// <summary>Whether reading it copies it.</summary>
    public bool IsValue { get; } = isValue;

    /// <summary>The parameters of a primary constructor, which members may refer to.</summary>
    public Frame? Captured { get; set; }

    /// <summary>The value itself, or a copy where C# would copy.</summary>
    public static object? CopyOf(object? value) =>
        value is Aggregate { IsValue: true } aggregate ? aggregate.Copy() : value;

    /// <summary>A copy that shares no struct with this one.</summary>
    public Aggregate Copy()
    {
        object?[] copy = (object?[])Fields.Clone();
        for (int i = 0; i < copy.Length; i++) copy[i] = CopyOf(copy[i]);
        return new(Type, copy, IsValue) { Captured = Captured };
    }
}
