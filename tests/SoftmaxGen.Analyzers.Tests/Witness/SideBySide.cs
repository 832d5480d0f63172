using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Analyzers.Tests.Support;
using SoftmaxGen.Analyzers.Witness;

namespace SoftmaxGen.Analyzers.Tests.Witness;

/// <summary>A source that is both compiled and loaded, and interpreted.</summary>
internal sealed class SideBySide
{
    private readonly Lazy<Assembly> _assembly;

    public SideBySide(params string[] sources)
    {
        // Preview, so that what newer hosts know is covered as well.
        CSharpParseOptions options = new(LanguageVersion.Preview);
        Compilation = CSharpCompilation.Create(
            "SideBySide",
            sources.Append(TestCompilation.GlobalUsings).Select(text => CSharpSyntaxTree.ParseText(text, options)),
            TestCompilation.Runtime.AddRange(TestCompilation.Tensors),
            TestCompilation.Options);
        Code = new CodeIndex(Compilation);
        _assembly = new(Load);
    }

    public CSharpCompilation Compilation { get; }

    public CodeIndex Code { get; }

    /// <summary>Whether the compiled method came to its end when it was last run.</summary>
    public bool LastReturned { get; private set; }

    /// <summary>Runs a static method both ways and returns what differs; null where nothing does.</summary>
    public string? Difference(string type, string method, InterpreterLimits limits, params object?[] arguments)
    {
        object? expected = null;
        string? thrown = null;
        object?[] copies = [.. arguments.Select(HostValues.Copy)];
        try
        {
            expected = _assembly.Value.GetType(type)!.GetMethod(method)!.Invoke(null, copies);
        }
        catch (TargetInvocationException exception)
        {
            thrown = exception.InnerException!.GetType().FullName;
        }

        LastReturned = thrown is null;
        (RunOutcome outcome, ImmutableArray<object?> values) = Interpret(type, method, limits, arguments);
        switch (outcome.Kind)
        {
            case RunKind.NotInterpretable: return $"not interpretable: {outcome.Reason}";
            case RunKind.Threw: return outcome.Reason == thrown ? null : $"threw {outcome.Reason}, compiled {thrown ?? "returned"}";
        }

        if (thrown is not null) return $"returned {outcome.Value}, compiled threw {thrown}";
        string? difference = HostValues.Difference(outcome.Value, expected, "result");
        for (int i = 0; i < copies.Length && difference is null; i++)
        {
            difference = HostValues.Difference(values[i], copies[i], $"argument {i}");
        }

        return difference;
    }

    public (RunOutcome Outcome, ImmutableArray<object?> Arguments) Interpret(
        string type, string method, InterpreterLimits limits, params object?[] arguments)
    {
        IMethodSymbol symbol = Method(type, method);
        ImmutableArray<object?> values = [.. arguments.Select((a, i) => HostValues.ToInterpreted(a, symbol.Parameters[i].Type))];
        return (new Interpreter(Code, limits, default).Invoke(symbol, values), values);
    }

    public IMethodSymbol Method(string type, string method) =>
        Compilation.GetTypeByMetadataName(type)!.GetMembers(method).OfType<IMethodSymbol>().Single();

    private Assembly Load()
    {
        using MemoryStream stream = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = Compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        stream.Position = 0;
        return new AssemblyLoadContext("side by side", isCollectible: false).LoadFromStream(stream);
    }
}
