using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>The interpreter's own version of a library method.</summary>
/// <param name="call">Who calls what with which arguments.</param>
internal delegate object? LibraryCall(CallSite call);

/// <summary>A call of a library method.</summary>
internal sealed class CallSite(
    Machine machine, IMethodSymbol method, object? receiver, object?[] arguments, TypeEnvironment types)
{
    /// <summary>The running interpreter.</summary>
    public Machine Machine { get; } = machine;

    /// <summary>The method as it is called; its type arguments may still be parameters of the caller.</summary>
    public IMethodSymbol Method { get; } = method;

    /// <summary>The receiver of an instance method.</summary>
    public object? Receiver { get; } = receiver;

    /// <summary>The arguments by parameter; those by reference as <see cref="Location"/>.</summary>
    public object?[] Arguments { get; } = arguments;

    /// <summary>What the caller's type parameters stand for.</summary>
    public TypeEnvironment Types { get; } = types;

    /// <summary>An argument.</summary>
    public object? this[int index] => Arguments[index];

    /// <summary>The type that a type of the signature stands for here.</summary>
    public ITypeSymbol Close(ITypeSymbol type) => Types.Close(type, Machine.Compilation);

    /// <summary>An argument as an int.</summary>
    public int Int(int index) => Arguments[index] is int value ? value : throw Machine.Stuck("an argument that is no int");
}
