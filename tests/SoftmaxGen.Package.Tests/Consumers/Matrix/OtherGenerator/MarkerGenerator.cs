using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace OtherGenerator;

/// <summary>What most generators do since Roslyn 4.14: an attribute of their own, hidden by the same mark as ours.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MarkerGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.RegisterPostInitializationOutput(static output =>
        {
            output.AddEmbeddedAttributeDefinition();
            output.AddSource("Marker.g.cs", SourceText.From(
                """
                namespace OtherGenerator
                {
                    [global::Microsoft.CodeAnalysis.Embedded]
                    internal sealed class MarkerAttribute : global::System.Attribute { }
                }
                """,
                Encoding.UTF8));
        });
}
