using System.Globalization;
using SoftmaxGen.Generator.Declarations;

namespace SoftmaxGen.Generator.Tests.Declarations;

/// <summary>
/// A declaration made at random around one of the attributes: mostly what the contract asks for, here and there something
/// else, in its arguments, parameters, types, modifiers and surroundings.
/// </summary>
internal sealed class RandomDeclaration(Random random)
{
    private static readonly string[] Numbers =
        ["2", "3", "9", "17", "40", "1000", "3", "5", "1", "0", "-1", "int.MaxValue", "1048576", "1048577", "'a'", "3u", "3L", "2 + 1", "Three", "Missing", "(int)Kind.Third", "null", "default"];

    private static readonly string[] Reals =
        ["0.1", "1", "2", "0.5", "0", "-1", "1.5", "double.NaN", "double.PositiveInfinity", "1e308", "1e-320", "-0.0", "2f", "1m", "\"1\"", "1 / 0.0", "Half"];

    private static readonly string[] Flags = ["true", "false", "Yes", "!Yes", "1", "null"];

    private static readonly string[] Elements =
        ["float", "float", "float", "double", "Half", "int", "decimal", "object", "T", "dynamic", "Missing", "float?", "nint", "(float, float)", "Single"];

    private static readonly string[] Labels = ["int", "int", "byte", "long", "short", "Kind", "Gaps", "uint", "sbyte", "string", "bool"];

    private static readonly string[] Carriers =
        ["ReadOnlySpan<#>", "ReadOnlySpan<#>", "Span<#>", "Span<#>", "#[]", "#[]", "Memory<#>", "ReadOnlyMemory<#>", "#[,]", "List<#>", "#", "#[][]", "IEnumerable<#>", "#[]?"];

    private static readonly string[] Modifiers = ["", "", "", "", "", "", "ref ", "in ", "out ", "params ", "this ", "scoped ", "ref readonly "];

    // Most of what is made by chance alone is wrong in ten ways: every second declaration has one thing wrong at most.
    private bool tame;

    private bool spent;

    /// <summary>A file of a namespace with one such declaration.</summary>
    public string Text(string space)
    {
        tame = random.Next(2) == 0;
        spent = false;
        KernelContract contract = Pick(KernelContracts.All.ToArray());
        string element = tame ? Pick("float", "double", "Half") : Pick(Elements);
        string label = tame ? Pick("int", "byte", "long", "Kind") : Pick(Labels);
        List<string> parameters = [];
        foreach (RoleContract role in contract.Roles)
        {
            bool wanted = role.Need switch { RoleNeed.Required => !Rarely(), RoleNeed.Optional => random.Next(3) == 0, _ => Wanted(role) };
            if (wanted)
                parameters.Add(Parameter(role, element, label));
        }

        if (Rarely())
            parameters.Add($"{Type(element)} {Pick("logits", "labels", "stranger", "@class", "gradient")}");
        if (random.Next(3) == 0)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(parameters));

        string returns = Rarely() ? Pick("int", "object", "float[]", "T", "ref float", "Task<float>") : random.Next(2) == 0 ? "void" : element;
        string generic = Rarely() ? "<T>" : "";
        if (tame && !Rarely())
            returns = contract.Returns is ReturnContract.ReducedLoss || (contract.Returns == ReturnContract.ElementWithoutLogSumExp && parameters.Count == 1) ? element : "void";
        string method = $"{(tame ? "internal static " : Wild())}{(Rarely() ? "" : "partial ")}"
            + $"{returns} {Pick("F", "F", "@if", "Größe", "System")}{generic}({string.Join(", ", parameters)}){(Rarely() ? " => default" : "")};";
        string attribute = $"[{contract.DisplayName.Trim('[', ']')}({string.Join(", ", Arguments(contract))})]";
        string again = Rarely() ? Pick("[Softmax(Classes = 3)]", "[Obsolete]", attribute) : "";
        return $$"""
            using System; using System.Collections.Generic; using System.Threading.Tasks; using SoftmaxGen;
            namespace {{space}}
            {
                enum Kind : byte { First, Second, Third }
                enum Gaps { One = 1, Nine = 9 }
                {{(tame ? "" : Pick("static ", "", "", "sealed ", "file "))}}{{(Rarely() ? "" : "partial ")}}{{(tame ? Pick("class", "struct", "record") : Pick("class", "interface", "ref struct"))}} Outer{{Pick("", "", "<T>", "<@event>")}}
                {
                    const int Three = 3; const bool Yes = true; const double Half = 0.5;
                    {{attribute}} {{again}} {{method}}
                }
            }
            """;
    }

    private string Wild() => Pick("internal static ", "public static ", "static ", "internal ", "protected ", "unsafe static ", "async static ");

    // Of labels and target, the labels: the attribute says nothing of its target in most cases.
    private bool Wanted(RoleContract role) => tame ? role.Name == "labels" : random.Next(3) > 0;

    private IEnumerable<string> Arguments(KernelContract contract)
    {
        // Most declarations give what must be given, rightly.
        if (!Rarely())
            yield return "Classes = " + Pick("2", "3", "9", "17", "40", "1000", "2", "5");
        if (contract.IsLinear && !Rarely())
            yield return "Features = " + Pick("1", "2", "7", "64");
        for (int more = random.Next(tame ? 2 : 4); more > 0 && random.Next(3) > 0; more--)
        {
            OptionContract option = Pick(OptionContracts.All.ToArray());
            yield return $"{option.Name} = {ValueOf(option)}";
        }
    }

    private string ValueOf(OptionContract option) => option.Default switch
    {
        double => Pick(Reals),
        bool => Pick(Flags),
        _ => option.Name switch
        {
            "Target" => "Target." + Pick("Index", "OneHot", "Soft", "Nothing"),
            "Reduction" => "Reduction." + Pick("Mean", "Sum", "None"),
            "Layout" => "BatchLayout." + Pick("RowMajor", "ClassMajor", "ChannelsFirst"),
            "EdgeCases" => Pick("EdgeCases.Safe", "EdgeCases.Throw", "(EdgeCases)7"),
            _ => Pick(Numbers),
        },
    };

    private string Parameter(RoleContract role, string element, string label)
    {
        string wanted = role.Element switch
        {
            RoleElement.Label => Type(label, role.IsWritten),
            RoleElement.Scalar => Rarely() ? Type(element) : element,
            RoleElement.Number => Rarely() ? Type(element) : "int",
            _ => Type(Rarely() ? Pick(Elements) : element, role.IsWritten),
        };
        string name = Rarely() ? char.ToUpper(role.Name[0], CultureInfo.InvariantCulture) + role.Name[1..] : role.Name;
        return $"{(tame ? "" : Pick(Modifiers))}{wanted} {name}{(Rarely() ? " = default" : "")}";
    }

    private string Type(string element, bool isWritten = false) => (Rarely() ? Pick(Carriers) : Pick("Span<#>", "#[]", "Memory<#>", isWritten ? "#[]" : "ReadOnlySpan<#>"))
        .Replace("#", element, StringComparison.Ordinal);

    private bool Rarely()
    {
        bool now = !(tame && spent) && random.Next(tame ? 40 : 12) == 0;
        spent |= now;
        return now;
    }

    private T Pick<T>(params T[] from) => from[random.Next(from.Length)];
}
