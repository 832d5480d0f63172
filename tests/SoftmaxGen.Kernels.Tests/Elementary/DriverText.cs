using System.Globalization;
using System.Text;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>Writes the loops that call the emitted functions over arrays: a method per function and register.</summary>
internal static class DriverText
{
    /// <summary>The class of the loops.</summary>
    public const string DriverClass = "Drivers";

    /// <summary>The functions, each with the number of its arguments.</summary>
    public static readonly IReadOnlyDictionary<string, int> Functions = new Dictionary<string, int>
    {
        ["MultiplyAdd"] = 3,
        ["Max"] = 2,
        ["ScaledExp"] = 1,
        ["Exp"] = 1,
        ["LogOfScaled"] = 1,
    };

    /// <summary>The source of the loops for these registers.</summary>
    public static string Write(IReadOnlyCollection<Register> registers)
    {
        StringBuilder text = new();
        text.Append("using System.Runtime.CompilerServices;\n");
        text.Append(registers.Contains(Register.Portable) ? "" : "using System.Runtime.Intrinsics;\n");
        text.Append("using SoftmaxGen.Generated;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"internal static class {DriverClass}\n{{\n");
        foreach (Register register in registers)
        {
            foreach (string element in new[] { "float", "double" })
            {
                foreach (string function in Functions.Keys)
                {
                    text.Append(Method(function, element, register));
                }
            }
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The name of a loop.</summary>
    public static string MethodName(string function, string element, Register register) =>
        $"{function}_{element}_{register}";

    private static string Method(string function, string element, Register register)
    {
        bool vector = register is Register.Vector512 or Register.Vector256 or Register.Vector128;
        IEnumerable<string> arguments = Enumerable.Range(0, Functions[function])
            .Select(k => vector ? $"{register}.Create(operands[{k}], i)" : $"operands[{k}][i]");
        string call = $"VectorMath.{function}({string.Join(", ", arguments)})";
        string name = MethodName(function, element, register);
        string step = vector ? $"{register}<{element}>.Count" : "1";
        return $$"""
                [MethodImpl(MethodImplOptions.NoInlining)]
                internal static void {{name}}({{element}}[][] operands, {{element}}[] result)
                {
                    for (int i = 0; i < result.Length; i += {{step}})
                    {
                        {{(vector ? $"{call}.CopyTo(result, i)" : $"result[i] = {call}")}};
                    }
                }


            """;
    }
}
