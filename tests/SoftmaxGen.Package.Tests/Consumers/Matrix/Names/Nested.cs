using SoftmaxGen;

namespace Names
{
    public static class Labels<T>
    {
        public enum Kind : byte
        {
            First,
            Second,
            Third,
        }
    }

    /// <summary>Generic types in generic types, whose parameters hide one another and everything else.</summary>
    public partial class Outer<T, System>
        where T : struct
    {
        public partial record struct Middle<@event, Guard>(int Rows)
            where @event : class
        {
            public const int rows = 1;
            public const int counted = 2;
            public const int total = 3;
            public const int weight = 4;
            public const int mass = 5;
            public const int Split = 6;
            public const int part = 7;
            public const int totals = 8;

            public static class SoftmaxGen
            {
            }

            public static class Generated
            {
            }

            public static class global
            {
            }

            public static string nameof(object value) => value.ToString() ?? "";

            public partial class Inner<T2>
            {
                public float[] logits = { 1 };
                public float[] gradient = { 1 };
                public int labels = 1;

                [SoftmaxLoss]
                public partial float Run(float[] logits, Labels<T2>.Kind[] labels, float[] gradient);

                [SoftmaxLoss(Parallel = true, LabelSmoothing = 0.1, EdgeCases = EdgeCases.Safe)]
                public partial float Parts(float[] logits, Labels<T2>.Kind[] labels, float[] gradient, float[] classWeights, float scale);

                [LinearSoftmaxLoss(Features = 5, Parallel = true)]
                public partial float Layer(float[] inputs, float[] weights, Labels<T2>.Kind[] labels, float[] weightGradient);
            }
        }
    }

    public partial interface ILoss<T>
    {
        public partial class Equals
        {
            [SoftmaxLoss(Classes = 3)]
            public static partial float GetHashCode(float[] logits, byte[] labels, float[] gradient);
        }
    }
}
