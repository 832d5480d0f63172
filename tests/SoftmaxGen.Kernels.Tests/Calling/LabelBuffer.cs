using System.Globalization;

namespace SoftmaxGen.Kernels.Tests.Calling;

/// <summary>The labels of a call, of whatever type the kernel declares.</summary>
internal abstract class LabelBuffer
{
    /// <summary>Whether all that lies around the labels is as it was.</summary>
    public abstract bool IsIntact { get; }

    /// <summary>Whether the labels themselves were never written either.</summary>
    public abstract bool IsUnwritten { get; }

    /// <summary>The labels as numbers.</summary>
    public abstract long[] Values { get; set; }

    /// <summary>Room for that many labels of that type.</summary>
    public static LabelBuffer Of(Type label, int length, bool alone) =>
        (LabelBuffer)Activator.CreateInstance(typeof(LabelBuffer<>).MakeGenericType(label), length, alone)!;

    /// <summary>Gives the labels to the call.</summary>
    public abstract void AddTo<T>(Arguments<T> arguments, string parameter)
        where T : struct;
}

/// <inheritdoc />
internal sealed class LabelBuffer<TLabel>(int length, bool alone) : LabelBuffer
    where TLabel : unmanaged
{
    private readonly Guarded<TLabel> guarded = new(length, alone);

    /// <inheritdoc />
    public override bool IsIntact => guarded.IsIntact;

    /// <inheritdoc />
    public override bool IsUnwritten => guarded.IsUnwritten;

    /// <inheritdoc />
    public override long[] Values
    {
        get => [.. guarded.Items.ToArray().Select(one => Convert.ToInt64(one, CultureInfo.InvariantCulture))];
        set
        {
            for (int i = 0; i < value.Length; i++)
            {
                guarded.Items.Span[i] = Of(value[i]);
            }
        }
    }

    /// <inheritdoc />
    public override void AddTo<T>(Arguments<T> arguments, string parameter) =>
        arguments.SetLabels(guarded.Items, parameter);

    private static TLabel Of(long value) => typeof(TLabel).IsEnum
        ? (TLabel)Enum.ToObject(typeof(TLabel), value)
        : (TLabel)Convert.ChangeType(value, typeof(TLabel), CultureInfo.InvariantCulture);
}
