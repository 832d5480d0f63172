using System.Numerics;

namespace SoftmaxGen.Kernels.Tests.Elementary;

/// <summary>Where the exponential of a type is neither rounded to zero nor infinite.</summary>
internal static class ExpRange<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The least argument whose exponential is not rounded to 0: next above ln(2^-150), ln(2^-1075).</summary>
    public static T Lowest { get; } = Choose(-103.972076f, -745.1332191019411);

    /// <summary>The least argument whose exponential is a normal number, rounded up a little.</summary>
    public static T LowestNormal { get; } = Choose(-87.33f, -708.39);

    /// <summary>The greatest argument whose exponential is finite.</summary>
    public static T Highest { get; } = Choose(88.72283f, 709.782712893384);

    private static T Choose(float single, double twice) =>
        typeof(T) == typeof(float) ? T.CreateChecked(single) : T.CreateChecked(twice);
}
