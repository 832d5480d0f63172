using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SoftmaxGen.Analyzers.Tests.Mutations;

/// <summary>The mistakes that people make, as operators on any source. A result that does not compile or breaks nothing is no mutant.</summary>
internal static partial class Mutators
{
    /// <summary>All mistakes that can be made in a kernel, one each.</summary>
    public static IEnumerable<Kernel> Mutants(Kernel kernel)
    {
        SyntaxNode root = Code.Parse(kernel.Source);
        foreach ((string name, Func<SyntaxNode, IEnumerable<SyntaxNode>> mutate) in All)
        {
            int count = 0;
            foreach (SyntaxNode mutant in mutate(root))
                if (mutant.ToFullString() is var text && text != root.ToFullString())
                    yield return kernel.Changed(name + (count++ == 0 ? "" : count), text);
        }
    }

    /// <summary>The kernel without its shift.</summary>
    public static Kernel? WithoutShift(Kernel kernel)
    {
        SyntaxNode root = Code.Parse(kernel.Source);
        return DropShift(root).Select(node => kernel.Changed("DropShift", node.ToFullString())).FirstOrDefault(mutant => mutant.Source != root.ToFullString());
    }

    private static (string Name, Func<SyntaxNode, IEnumerable<SyntaxNode>> Mutate)[] All =>
    [
        ("DropShift", DropShift),
        ("DropShiftOnce", DropShiftOnce),
        ("NarrowInsteadOfShift", NarrowInsteadOfShift),
        ("ShiftByFirst", ShiftByFirst),
        ("ShiftByMean", ShiftByMean),
        ("ShiftByMinimum", ShiftByMinimum),
        ("ShiftByConstant", ShiftByConstant),
        ("MaximumFromZero", MaximumFromZero),
        ("MaximumOfPart", MaximumOfPart),
        ("MaximumOfAnotherRow", MaximumOfAnotherRow),
        ("MaximumOfTheBatch", MaximumOfTheBatch),
        ("MaximumReread", MaximumReread),
        ("LogOfSoftmax", LogOfSoftmax),
        ("DropAbs", DropAbs),
        ("DropClamp", DropClamp),
        ("DropGuard", DropGuard),
    ];

    private static IEnumerable<SyntaxNode> DropShift(SyntaxNode root)
    {
        yield return WithoutSubtract(root.ReplaceNodes(Code.Differences(root), (_, node) => node.Left));
    }

    private static IEnumerable<SyntaxNode> DropShiftOnce(SyntaxNode root)
    {
        IReadOnlyList<BinaryExpressionSyntax> all = Code.Differences(root);
        return all.Count < 2 ? [] : all.Select(node => root.ReplaceNode(node, node.Left));
    }

    private static IEnumerable<SyntaxNode> NarrowInsteadOfShift(SyntaxNode root)
    {
        SyntaxNode dropped = DropShift(root).Single();
        InvocationExpressionSyntax[] calls = [.. Code.Calls(dropped, "Exp", 1).Where(call => Code.Home(call) == "MathF")];
        return calls.Length == 0 || Code.Shift(root) is null ? [] : [dropped.ReplaceNodes(
            calls, (_, call) => Code.Expression($"(float)Math.Exp({Code.Argument(call)})"))];
    }

    private static IEnumerable<SyntaxNode> ShiftByFirst(SyntaxNode root) => ShiftBy(root, Code.First(root));

    private static IEnumerable<SyntaxNode> ShiftByConstant(SyntaxNode root) => ShiftBy(root, "100");

    private static IEnumerable<SyntaxNode> ShiftByMean(SyntaxNode root) =>
        Code.First(root) is { } first && first.EndsWith("[0]", StringComparison.Ordinal) ? ShiftBy(root, first[..^3] + ".Average()") : [];

    private static IEnumerable<SyntaxNode> ShiftByMinimum(SyntaxNode root)
    {
        InvocationExpressionSyntax[] maxima = [.. Code.Calls(root, "Max", 0)];
        return maxima.Length == 0 ? [] : [root.ReplaceNodes(maxima, (_, call) => Code.Expression(Code.Home(call) + ".Min()"))];
    }

    private static IEnumerable<SyntaxNode> ShiftBy(SyntaxNode root, string? other)
    {
        if (other is not null && Code.Shift(root) is { } shift)
            yield return root.ReplaceNodes(Code.UsesOf(root, shift), (_, _) => Code.Expression(other));
    }

    private static SyntaxNode WithoutSubtract(SyntaxNode root) => root.ReplaceNodes(
        Code.Calls(root, "Subtract", 3).Select(call => call.Parent!),
        (statement, _) =>
        {
            SeparatedSyntaxList<ArgumentSyntax> arguments = ((InvocationExpressionSyntax)((ExpressionStatementSyntax)statement).Expression).ArgumentList.Arguments;
            return Code.Statement($"{arguments[0]}.CopyTo({arguments[2]});");
        });
}
