namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>Rounds doubles to what a kernel's element type can hold.</summary>
internal static class Rounding
{
    /// <summary>The values, each as near as the type comes to it.</summary>
    public static double[] To(Type element, double[] values) =>
        element == typeof(float) ? Array.ConvertAll(values, value => (double)(float)value) : values;
}
