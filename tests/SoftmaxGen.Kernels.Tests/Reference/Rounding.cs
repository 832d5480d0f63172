namespace SoftmaxGen.Kernels.Tests.Reference;

/// <summary>Rounds doubles to what a kernel's element type can hold.</summary>
internal static class Rounding
{
    /// <summary>The values, each as near as the type comes to it.</summary>
    public static double[] To(Type element, double[] values) =>
        element == typeof(double) ? values : Array.ConvertAll(values, value => To(element, value));

    /// <summary>The value as near as the type comes to it.</summary>
    public static double To(Type element, double value) =>
        element == typeof(float) ? (float)value : element == typeof(Half) ? (double)(Half)value : value;
}
