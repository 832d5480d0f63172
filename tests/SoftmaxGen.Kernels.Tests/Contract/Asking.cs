using System.Numerics;
using SoftmaxGen.Kernels.Tests.Calling;
using SoftmaxGen.Kernels.Tests.Library;
using SoftmaxGen.Kernels.Tests.Reference;
using SoftmaxGen.Kernels.Tests.Suites;

namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>Short ways to ask a kernel of the brief library.</summary>
internal static class Asking
{
    /// <summary>The question, put to the plain loops and to the kernel.</summary>
    public static Trial Trial(KernelSpec spec, Question question) =>
        new(spec.Name, spec, question, ReferenceKernels.Evaluate(spec, question)) { ScalePerRow = true };

    /// <summary>A random question whose labels the kernel's label type can hold.</summary>
    public static Question Question(KernelSpec spec, int rows)
    {
        Question question = RandomQuestions.Of(spec, rows);
        int most = Math.Min(spec.Classes - 1, sbyte.MaxValue);
        return question with { Labels = [.. question.Labels.Select(label => Math.Clamp(label, 0, most))] };
    }

    /// <summary>How many rows that kernel takes: the wish, unless it is made for another number.</summary>
    public static int RowsFor(KernelSpec spec, int wish) =>
        spec.Operator == "LogSumExp" && spec.ReturnsValue ? 1 : spec.Batch > 0 ? spec.Batch * spec.Placement.Spatial : wish;

    /// <summary>Does with each kernel what must be done in its own element type.</summary>
    public static void InItsType(KernelSpec spec, Action<Kernel<float>> single, Action<Kernel<double>> twice)
    {
        if (spec.Element == typeof(float))
        {
            single(Libraries.Brief.Bind<float>(spec));
        }
        else
        {
            twice(Libraries.Brief.Bind<double>(spec));
        }
    }

    /// <summary>The kernel's refusal of that call, which must leave every output as it was.</summary>
    public static TException Refusal<T, TException>(Kernel<T> kernel, Call<T> call)
        where T : unmanaged, INumberBase<T>
        where TException : ArgumentException
    {
        TException refusal = Assert.Throws<TException>(() => kernel(call.Arguments));
        Assert.True(call.NothingWritten, "Something was written before the refusal.");
        Assert.Null(call.Damage());
        return refusal;
    }
}
