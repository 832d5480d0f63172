using SoftmaxGen.Generator.Model;

namespace SoftmaxGen.Generator.Tests.Planning;

/// <summary>Models made by hand: planning needs no compiler.</summary>
internal static class Models
{
    /// <summary>What a net8.0 consumer offers.</summary>
    public static readonly TargetFacts Modern = new(Vectors: true, Spans: true, Parallel: true);

    /// <summary>What .NET Framework offers without System.Memory.</summary>
    public static readonly TargetFacts Portable = new(Vectors: false, Spans: false, Parallel: true);

    /// <summary>A model of that operator with parameters of these roles, as spans.</summary>
    public static KernelModel Of(
        KernelOperator op,
        int classes,
        ElementType element = ElementType.Single,
        TargetKind target = TargetKind.Index,
        ReductionKind reduction = ReductionKind.Mean,
        LabelType labels = LabelType.None,
        int batch = 0,
        bool returns = false,
        KernelOptions? options = null,
        int features = 0,
        params ParameterRole[] roles)
    {
        string text = element == ElementType.Single ? "float" : "double";
        EquatableArray<ParameterModel> parameters = roles
            .Select(role => new ParameterModel(
                char.ToLowerInvariant(role.ToString()[0]) + role.ToString()[1..],
                role,
                Carrier.ReadOnlySpan,
                role == ParameterRole.Labels ? "int" : text,
                "global::System.ReadOnlySpan<" + text + ">",
                ""))
            .ToEquatableArray();
        var method = new MethodModel(
            "", EquatableArray<ContainingType>.Empty, "static ", returns, "M", parameters, false, "M.g.cs");
        return new KernelModel(
            op,
            element,
            classes,
            features,
            batch,
            target,
            reduction,
            -100,
            labels,
            LabelType.None,
            options ?? KernelOptions.Default,
            BatchShape.Dense,
            method);
    }

    /// <summary>The index loss with its gradient and mean.</summary>
    public static KernelModel Loss(int classes, ElementType element = ElementType.Single, int batch = 0) => Of(
        KernelOperator.SoftmaxLoss,
        classes,
        element,
        labels: LabelType.Int32,
        batch: batch,
        returns: true,
        roles: [ParameterRole.Logits, ParameterRole.Labels, ParameterRole.Gradient]);
}
