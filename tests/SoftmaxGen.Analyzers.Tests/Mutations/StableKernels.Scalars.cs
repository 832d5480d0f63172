namespace SoftmaxGen.Analyzers.Tests.Mutations;

internal static partial class StableKernels
{
    private static IEnumerable<Kernel> Scalars =>
    [
        new("SigmoidBySign", """
            public static double Run(double z)
            {
                if (z >= 0)
                {
                    return 1 / (1 + Math.Exp(-z));
                }
                else
                {
                    double e = Math.Exp(z);
                    return e / (1 + e);
                }
            }
            """),
        new("SigmoidByTernary", """
            public static float Run(float z) => z < 0 ? MathF.Exp(z) / (1 + MathF.Exp(z)) : 1 / (1 + MathF.Exp(-z));
            """),
        new("SigmoidOfAClamp", """
            public static double Run(double z)
            {
                double bounded = Math.Clamp(z, -500, 500);
                return Math.Exp(bounded) / (1 + Math.Exp(bounded));
            }
            """),
        new("Softplus", """
            public static double Run(double z) => Math.Max(z, 0) + Math.Log(1 + Math.Exp(-Math.Abs(z)));
            """),
        new("SoftplusBySign", """
            public static double Run(double z) => z > 30 ? z : Math.Log(1 + Math.Exp(z));
            """),
        new("SoftplusInFloat", """
            public static float Run(float z)
            {
                float distance = MathF.Abs(z);
                return MathF.Max(z, 0) + MathF.Log(1 + MathF.Exp(-distance));
            }
            """),
        new("BinaryCrossEntropy", """
            public static double Run(double z, double y) => Math.Max(z, 0) - z * y + Math.Log(1 + Math.Exp(-Math.Abs(z)));
            """),
        new("BinaryCrossEntropyBySign", """
            public static double Run(double z, double y)
            {
                double softplus = z > 0 ? z + Math.Log(1 + Math.Exp(-z)) : Math.Log(1 + Math.Exp(z));
                return softplus - z * y;
            }
            """),
        new("LogSigmoid", """
            public static double Run(double z) => Math.Min(z, 0) - Math.Log(1 + Math.Exp(-Math.Abs(z)));
            """),
        new("Tanh", """
            public static double Run(double z)
            {
                double e = Math.Exp(-2 * Math.Abs(z));
                double t = (1 - e) / (1 + e);
                return z < 0 ? -t : t;
            }
            """),
        new("LogAddExp", """
            public static double Run(double z, double y)
            {
                double larger = Math.Max(z, y);
                return larger + Math.Log(Math.Exp(z - larger) + Math.Exp(y - larger));
            }
            """),
    ];
}
