using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SoftmaxGen.Analyzers.Flow;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Rules.NeedlessWork;

/// <summary>A float that a loop adds many numbers to, one by one: what is added is rounded away once the sum is large.</summary>
internal sealed class SMG3003FloatRunningSum() : FlowRule(Describe(
    "SMG3003", NeedlessWork, "A running sum in single precision",
    "This sum is kept in {1}, which loses what is added once the sum has grown{0}",
    DiagnosticSeverity.Hidden))
{
    // A thousand numbers cost at most three digits, and mostly one.
    private const int ShortLoop = 1024;

    public override void Examine(Evaluated operation, RuleContext context)
    {
        if (operation.Function != FunctionKind.Add || operation.Loops.IsEmpty || operation.CallSite is not null ||
            operation.Operation is not ICompoundAssignmentOperation { Target: ILocalReferenceOperation target } ||
            Precision(target.Type) is not { } name || operation.Input.Kind is not (TermKind.Sum or TermKind.Recurrence or TermKind.Any))
            return;
        if (operation.Arguments[1].IsConstant || !DependsOnLoop(operation) || IsShort(operation.Operation.Syntax, target.Local, context))
            return;
        context.Report(new RuleFinding(this, operation, operation.Operation, ImmutableArray.Create(name), ImmutableArray<IOperation>.Empty) { CanBeConfirmed = false });
    }

    private static string? Precision(ITypeSymbol? type) => type switch
    {
        { SpecialType: SpecialType.System_Single } => "float",
        { Name: "Half", ContainingNamespace.Name: "System" } => "Half",
        _ => null,
    };

    private static bool DependsOnLoop(Evaluated operation) =>
        Terms.Indices(operation.Arguments[1]).Any(i => operation.Loops.Contains(((LoopIndex)i.Tag!).Loop));

    // The sum is begun anew in every run of the loop that declares it; only the loops in between count.
    private static bool IsShort(SyntaxNode add, ILocalSymbol sum, RuleContext context)
    {
        SyntaxNode? declaration = sum.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.Token);
        SemanticModel model = context.Session.ModelOf(add.SyntaxTree);
        double turns = 1;
        bool isKnown = true, any = false;
        for (SyntaxNode? at = add.Parent; at is not null && (declaration is null || !at.Contains(declaration)); at = at.Parent)
        {
            if (at is not (ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax))
                continue;
            any = true;
            if (at is ForStatementSyntax { Condition: BinaryExpressionSyntax { Right: { } end } } && model.GetConstantValue(end, context.Token) is { HasValue: true, Value: int count })
                turns *= Math.Max(1, count);
            else
                isKnown = false;
        }
        return !any || isKnown && turns <= ShortLoop;
    }
}
