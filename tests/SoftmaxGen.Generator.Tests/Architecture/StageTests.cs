using System.Reflection;
using System.Reflection.Emit;

namespace SoftmaxGen.Generator.Tests.Architecture;

/// <summary>The stages are kept apart: beyond the declarations nothing knows of the compiler.</summary>
public sealed class StageTests
{
    private const BindingFlags All =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    [Theory]
    [InlineData("SoftmaxGen.Generator.Model")]
    [InlineData("SoftmaxGen.Generator.Planning")]
    [InlineData("SoftmaxGen.Generator.Emission")]
    public void AStageBeyondTheDeclarationsUsesNoTypeOfTheCompiler(string stage)
    {
        Type[] types = TypesOf(stage);
        Assert.NotEmpty(types);
        Assert.Empty(types.SelectMany(type => ReferencesOf(type).Where(IsOfTheCompiler).Select(used => $"{type}: {used}")));
    }

    [Fact]
    public void TheDeclarationsDoUseThem() =>
        Assert.Contains(TypesOf("SoftmaxGen.Generator.Declarations").SelectMany(ReferencesOf), IsOfTheCompiler);

    [Theory]
    [InlineData("Model", "Planning")]
    [InlineData("Model", "Emission")]
    [InlineData("Model", "Declarations")]
    [InlineData("Planning", "Emission")]
    [InlineData("Planning", "Declarations")]
    [InlineData("Emission", "Declarations")]
    public void AStageDoesNotKnowALaterOne(string stage, string later)
    {
        string forbidden = "SoftmaxGen.Generator." + later;
        Assert.Empty(TypesOf("SoftmaxGen.Generator." + stage)
            .SelectMany(type => ReferencesOf(type)
                .Where(used => used.Namespace?.StartsWith(forbidden, StringComparison.Ordinal) == true)
                .Select(used => $"{type}: {used}")));
    }

    private static Type[] TypesOf(string stage) => typeof(SoftmaxKernelGenerator).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith(stage, StringComparison.Ordinal) == true)
        .ToArray();

    private static bool IsOfTheCompiler(Type type) =>
        type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true
        // The compiler puts this attribute's like on our own types.
        && !typeof(Attribute).IsAssignableFrom(type);

    /// <summary>The types in a type's signatures and in the instructions of its methods.</summary>
    private static IEnumerable<Type> ReferencesOf(Type type)
    {
        IEnumerable<Type> used = type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetInterfaces())
            .Append(type.BaseType ?? typeof(object));
        foreach (MethodBase method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
        {
            used = used.Concat(method.GetParameters().Select(p => p.ParameterType))
                .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? [])
                .Concat(Instructions(method));
        }

        return used.SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : type.HasElementType ? Parts(type.GetElementType()!)
        : [type];

    /// <summary>The types, and the owners of the members, that a method's instructions name.</summary>
    private static IEnumerable<Type> Instructions(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < il.Length;)
        {
            OpCode code = OpCodesByValue[il[at] == 0xFE ? (short)(0xFE00 | il[at + 1]) : il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                MemberInfo member =
                    method.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, methodArguments)!;
                yield return member as Type ?? member.DeclaringType ?? typeof(object);
            }

            at += OperandSize(code, il, at);
        }
    }

    private static int OperandSize(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };
}
