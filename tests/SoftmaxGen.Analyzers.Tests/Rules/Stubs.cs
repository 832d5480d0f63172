namespace SoftmaxGen.Analyzers.Tests.Rules;

/// <summary>The outsides of libraries that the tests do not refer to; only names and signatures count.</summary>
internal static class Stubs
{
    /// <summary>The attributes of the package's own kernels, and a kernel of each kind.</summary>
    public const string Kernels = """
        namespace SoftmaxGen
        {
            [AttributeUsage(AttributeTargets.Method)]
            internal abstract class SoftmaxKernelAttribute : Attribute { public int Classes { get; set; } public int IgnoreIndex { get; set; } = -100; public Target Target { get; set; } }
            internal enum Target { Index, OneHot, Soft }
            internal sealed class SoftmaxAttribute : SoftmaxKernelAttribute;
            internal sealed class LogSoftmaxAttribute : SoftmaxKernelAttribute;
            internal sealed class LogSumExpAttribute : SoftmaxKernelAttribute;
            internal sealed class ArgMaxAttribute : SoftmaxKernelAttribute;
            internal sealed class SoftmaxLossAttribute : SoftmaxKernelAttribute;
            internal sealed class NllLossAttribute : SoftmaxKernelAttribute;
        }

        static partial class K
        {
            [SoftmaxGen.Softmax(Classes = 3)]
            public static partial void Normalise(ReadOnlySpan<double> logits, Span<double> probabilities);

            [SoftmaxGen.LogSoftmax(Classes = 3)]
            public static partial void Logs(ReadOnlySpan<double> logits, Span<double> logProbabilities);

            [SoftmaxGen.ArgMax(Classes = 3)]
            public static partial void Best(ReadOnlySpan<double> logits, Span<int> labels);

            [SoftmaxGen.SoftmaxLoss(Classes = 3)]
            public static partial double Cost(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels);

            [SoftmaxGen.SoftmaxLoss(Classes = 3)]
            public static partial double CostAndMore(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, Span<double> gradient, Span<double> probabilities);

            [SoftmaxGen.SoftmaxLoss(Classes = 3, Target = SoftmaxGen.Target.OneHot)]
            public static partial double CostOfTarget(ReadOnlySpan<double> logits, ReadOnlySpan<double> target);

            [SoftmaxGen.NllLoss(Classes = 3)]
            public static partial double Nll(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> labels);

            public static partial void Normalise(ReadOnlySpan<double> logits, Span<double> probabilities) => throw null!;
            public static partial void Logs(ReadOnlySpan<double> logits, Span<double> logProbabilities) => throw null!;
            public static partial void Best(ReadOnlySpan<double> logits, Span<int> labels) => throw null!;
            public static partial double Cost(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels) => throw null!;
            public static partial double CostAndMore(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, Span<double> gradient, Span<double> probabilities) => throw null!;
            public static partial double CostOfTarget(ReadOnlySpan<double> logits, ReadOnlySpan<double> target) => throw null!;
            public static partial double Nll(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> labels) => throw null!;
        }
        """;

    /// <summary>As much of TorchSharp as the rules on losses know.</summary>
    public const string Torch = """
        namespace TorchSharp
        {
            public static class torch
            {
                public sealed class Tensor
                {
                    public Tensor softmax(long dim) => throw null!;
                    public Tensor log_softmax(long dim) => throw null!;
                    public Tensor sigmoid() => throw null!;
                    public Tensor log() => throw null!;
                    public Tensor detach() => throw null!;
                    public Tensor argmax(long dim, bool keepdim = false) => throw null!;
                    public Tensor amax(long[] dims, bool keepdim = false) => throw null!;
                    public Tensor gather(long dim, Tensor index) => throw null!;
                    public Tensor view(params long[] shape) => throw null!;
                    public Tensor squeeze(long dim) => throw null!;
                    public Tensor select(long dim, long index) => throw null!;
                    public Tensor sum() => throw null!;
                    public Tensor clamp(double min, double max) => throw null!;
                    public static Tensor operator +(Tensor a, double b) => throw null!;
                    public static Tensor operator -(Tensor a, Tensor b) => throw null!;
                    public static Tensor operator *(Tensor a, Tensor b) => throw null!;
                    public static Tensor operator /(Tensor a, double b) => throw null!;
                }

                public static Tensor softmax(Tensor input, long dim) => throw null!;
                public static Tensor log(Tensor input) => throw null!;
                public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => throw null!;

                public static class nn
                {
                    public enum Reduction { None, Mean, Sum }

                    public abstract class Module<T1, T2, TResult>
                    {
                        public abstract TResult forward(T1 input1, T2 input2);
                        public TResult call(T1 input1, T2 input2) => throw null!;
                    }

                    public abstract class Module<T1, TResult>
                    {
                        protected Module(string name = "") { }
                        protected void RegisterComponents() { }
                        public abstract TResult forward(T1 input1);
                        public TResult call(T1 input1) => throw null!;
                    }

                    public static Modules.CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) => throw null!;
                    public static Modules.NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => throw null!;
                    public static Modules.BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => throw null!;
                    public static Modules.BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => throw null!;
                    public static Modules.KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => throw null!;
                    public static Modules.Softmax Softmax(long dim) => throw null!;
                    public static Modules.LogSoftmax LogSoftmax(long dim) => throw null!;
                    public static Modules.Linear Linear(long from, long to) => throw null!;
                    public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] layers) => throw null!;
                    public static Modules.Sequential Sequential(params (string Name, Module<Tensor, Tensor> Layer)[] layers) => throw null!;

                    public static class functional
                    {
                        public static Tensor softmax(Tensor input, long dim) => throw null!;
                        public static Tensor log_softmax(Tensor input, long dim) => throw null!;
                        public static Tensor sigmoid(Tensor input) => throw null!;
                        public static Tensor cross_entropy(Tensor input, Tensor target) => throw null!;
                        public static Tensor nll_loss(Tensor input, Tensor target) => throw null!;
                        public static Tensor binary_cross_entropy(Tensor input, Tensor target) => throw null!;
                        public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target) => throw null!;
                        public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) => throw null!;
                    }
                }
            }
        }

        namespace TorchSharp.Modules
        {
            public abstract class Loss : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>;
            public sealed class CrossEntropyLoss : Loss { public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => throw null!; }
            public sealed class NLLLoss : Loss { public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => throw null!; }
            public sealed class BCELoss : Loss { public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => throw null!; }
            public sealed class BCEWithLogitsLoss : Loss { public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => throw null!; }
            public sealed class KLDivLoss : Loss { public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => throw null!; }
            public sealed class Softmax : torch.nn.Module<torch.Tensor, torch.Tensor> { public override torch.Tensor forward(torch.Tensor input1) => throw null!; }
            public sealed class LogSoftmax : torch.nn.Module<torch.Tensor, torch.Tensor> { public override torch.Tensor forward(torch.Tensor input1) => throw null!; }
            public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor> { public override torch.Tensor forward(torch.Tensor input1) => throw null!; }
            public sealed class Sequential : torch.nn.Module<torch.Tensor, torch.Tensor> { public override torch.Tensor forward(torch.Tensor input1) => throw null!; }
        }
        """;
}
