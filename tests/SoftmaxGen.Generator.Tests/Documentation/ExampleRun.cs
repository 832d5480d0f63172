using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SoftmaxGen.Generator.Tests.Pipeline;

namespace SoftmaxGen.Generator.Tests.Documentation;

/// <summary>Compiles an example as a user's project would, any warning a failure, and runs it.</summary>
internal static class ExampleRun
{
    /// <summary>What <c>ImplicitUsings</c> and the page's own line give an example.</summary>
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using SoftmaxGen;
        """;

    private static readonly Lock Output = new();

    /// <summary>Compiles it with what the generator makes of it.</summary>
    public static Compilation Compile(string code, bool usings)
    {
        CSharpCompilation compilation = TestCompilation.WithoutAttributes(code);
        CSharpParseOptions options = (CSharpParseOptions)compilation.SyntaxTrees.Single().Options;
        if (usings)
        {
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Usings, options, "Usings.cs"));
        }

        bool isProgram = compilation.SyntaxTrees.First().GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement);
        return Generation.Run(compilation.WithOptions(compilation.Options
            .WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary)

            // An example says what it does around itself.
            .WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Suppress)])));
    }

    /// <summary>What it prints.</summary>
    public static string Run(Compilation program)
    {
        using MemoryStream stream = new();
        Assert.True(program.Emit(stream).Success);
        MethodInfo main = Assembly.Load(stream.ToArray()).EntryPoint!;
        lock (Output)
        {
            TextWriter before = Console.Out;
            CultureInfo culture = CultureInfo.CurrentCulture;
            using StringWriter written = new(CultureInfo.InvariantCulture);
            try
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                Console.SetOut(written);
                main.Invoke(null, [Array.Empty<string>()]);
            }
            finally
            {
                Console.SetOut(before);
                CultureInfo.CurrentCulture = culture;
            }

            return written.ToString().ReplaceLineEndings("\n");
        }
    }
}
