using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SoftmaxGen.Analyzers.Witness;

/// <summary>How a body uses a buffer.</summary>
internal enum BufferUse
{
    /// <summary>It is read, and perhaps written later.</summary>
    Read,

    /// <summary>Its elements are written before they are read.</summary>
    Written,

    /// <summary>It is handed on, so its use is unknown.</summary>
    Passed,
}

/// <summary>Finds out how a body uses its buffers.</summary>
internal static class ParameterUse
{
    /// <summary>The use of a parameter by the first operation that touches its elements.</summary>
    public static BufferUse Of(IParameterSymbol parameter, IOperation? body)
    {
        if (body is null) return BufferUse.Read;
        foreach (IParameterReferenceOperation reference in body.Descendants().OfType<IParameterReferenceOperation>())
        {
            if (!SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter)) continue;
            if (UseOf(reference) is { } use) return use;
        }

        return BufferUse.Read;
    }

    private static BufferUse? UseOf(IOperation reference)
    {
        IOperation? parent = reference.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation)
        {
            reference = parent;
            parent = parent.Parent;
        }

        return parent switch
        {
            IArrayElementReferenceOperation element when element.ArrayReference == reference => OfElement(element),
            IPropertyReferenceOperation { Arguments.IsEmpty: true } => null,
            IPropertyReferenceOperation indexer when indexer.Instance == reference => OfElement(indexer),
            IArgumentOperation argument => OfArgument(argument),
            { Kind: OperationKind.None, Syntax: ElementAccessExpressionSyntax } pointed => OfElement(pointed),
            IBinaryOperation or IConditionalAccessOperation or IIsPatternOperation => null,
            _ => BufferUse.Read,
        };
    }

    // row[i] of a jagged array is followed outwards to what happens to its element.
    private static BufferUse OfElement(IOperation element) => element.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == element =>
            Reads(assignment.Value, element) ? BufferUse.Read : BufferUse.Written,
        IArrayElementReferenceOperation outer when outer.ArrayReference == element => OfElement(outer),
        _ => BufferUse.Read,
    };

    // a[i] = f(a[i]) reads first.
    private static bool Reads(IOperation value, IOperation element)
    {
        IParameterSymbol? buffer = element.Descendants().OfType<IParameterReferenceOperation>().FirstOrDefault()?.Parameter;
        return value.DescendantsAndSelf().OfType<IParameterReferenceOperation>()
            .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, buffer));
    }

    private static BufferUse? OfArgument(IArgumentOperation argument)
    {
        string name = argument.Parameter?.Name ?? "";
        if (argument.Parent is IInvocationOperation { TargetMethod: { ContainingType.DeclaringSyntaxReferences.IsEmpty: true } method })
        {
            if (name.StartsWith("destination", StringComparison.Ordinal) || method.Name is "Fill" or "Clear") return BufferUse.Written;
            if (method.Name is "ThrowIfNull") return null;
            return BufferUse.Read;
        }

        return BufferUse.Passed;
    }
}
