using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Flow.Facts;

namespace SoftmaxGen.Analyzers.Tests.Facts;

public class ShippedTablesTests
{
    private static readonly CSharpCompilation Compilation = FactsCompilation.Of();

    public static TheoryData<string> Types => new(FactSources.Libraries.Value.Lines.Select(line => line.TypeName).Distinct()
        .Where(name => name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("MathNet.", StringComparison.Ordinal)));

    /// <summary>A line that no method answers to, or that counts operands which are not there, is a slip of the pen.</summary>
    [Theory]
    [MemberData(nameof(Types))]
    public void Every_line_on_a_library_that_is_at_hand_speaks_of_a_method_that_exists(string type)
    {
        LibraryFacts facts = FactsCompilation.Facts(Compilation);
        INamedTypeSymbol[] symbols = [.. Compilation.GetTypesByMetadataName(type)];
        Assert.NotEmpty(symbols);
        foreach (FactLine line in FactSources.Libraries.Value.Lines.Where(line => line.TypeName == type && line.Since is null))
        {
            IMethodSymbol[] methods = [.. symbols.SelectMany(symbol => symbol.GetMembers(line.MethodName)).OfType<IMethodSymbol>()
                .Where(method => ReferenceEquals(facts.Find(method), line.Function))];
            Assert.True(methods.Length > 0, $"no method is {line}");
            LibraryFunction f = line.Function;
            int[] operands = [f.Second, f.Third, f.Destination, f.DestinationStart, f.Function, f.ResultFunction, f.Seed, f.Axis, f.BaseArgument];
            foreach (IMethodSymbol method in methods)
            {
                Assert.All(operands, operand => Assert.InRange(operand, LibraryFunction.Absent, method.Parameters.Length - 1));
                if (f.Input == LibraryFunction.Receiver)
                    Assert.False(method.IsStatic, $"{method} has no receiver");
            }
        }
    }

    [Fact]
    public void No_two_lines_contradict_each_other()
    {
        string[] doubles = [.. FactSources.Libraries.Value.Lines
            .GroupBy(line => (line.TypeName, line.MethodName, line.ParameterCount, line.ParameterTypes, line.Since, line.Until))
            .Where(group => group.Count() > 1).Select(group => group.Key.ToString())];
        Assert.Empty(doubles);
    }
}
