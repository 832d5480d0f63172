using System.Globalization;
using Microsoft.CodeAnalysis;

namespace SoftmaxGen.Generator.Declarations.Checks;

/// <summary>
/// One SMG0xxx: its descriptor, and the predicate that the analyzer reports by and the generator is silent by.
/// </summary>
internal abstract class DeclarationCheck(DiagnosticDescriptor descriptor)
{
    /// <summary>The category of every declaration diagnostic.</summary>
    protected const string Category = "SoftmaxGen.Declarations";

    /// <summary>Where the pages of the diagnostics are.</summary>
    protected const string Pages =
        "https://github.com/softmaxgen/softmaxgen/blob/main/src/SoftmaxGen.Generator/Declarations/Checks/";

    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>Whether no other check has anything to add once this one has found something.</summary>
    public virtual bool IsDecisive => false;

    /// <summary>Whether no body at all can be written for the method, not even one that throws.</summary>
    public virtual bool LeavesNoRoom => false;

    /// <summary>What is wrong with the declaration; nothing where it is right.</summary>
    public abstract IEnumerable<Finding> Find(Declaration declaration);

    /// <summary>A finding of this check.</summary>
    protected Finding At(Location location, params string[] arguments) => new(Descriptor, location, arguments);

    /// <summary>A number as every culture shall see it.</summary>
    protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as every culture shall see it.</summary>
    protected static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
