using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Emission.Sections;

/// <summary>How many elements a buffer holds.</summary>
internal enum BufferShape
{
    /// <summary>N times C.</summary>
    Full,

    /// <summary>N.</summary>
    PerRow,

    /// <summary>C.</summary>
    PerClass,

    /// <summary>N times C times C.</summary>
    PerPair,

    /// <summary>C times F.</summary>
    Weights,

    /// <summary>N times F.</summary>
    Inputs,
}

/// <summary>The shapes of the buffers, by role.</summary>
internal static class BufferShapes
{
    /// <summary>The shape of the buffer of that role.</summary>
    public static BufferShape Of(ParameterRole role) => role switch
    {
        ParameterRole.ClassWeights or ParameterRole.Bias or ParameterRole.BiasGradient => BufferShape.PerClass,
        ParameterRole.Weights or ParameterRole.WeightGradient => BufferShape.Weights,
        ParameterRole.Inputs or ParameterRole.InputGradient => BufferShape.Inputs,
        _ when PerRow.Holds(role) => BufferShape.PerRow,
        ParameterRole.Jacobian => BufferShape.PerPair,
        _ => BufferShape.Full,
    };
}
