using SoftmaxGen.Generator.Model;
using SoftmaxGen.Generator.Planning;

namespace SoftmaxGen.Generator.Tests.Planning;

/// <summary>What is planned for which declaration; no compiler is involved.</summary>
public sealed class KernelPlannerTests
{
    [Theory]
    [InlineData(2, "RowsInLanes")]
    [InlineData(15, "RowsInLanes")]
    [InlineData(16, "BlocksInLanes")]
    [InlineData(25, "BlocksInLanes")]
    [InlineData(26, "RowsTogether")]
    [InlineData(1024, "RowsTogether")]
    [InlineData(1025, "ClassesInLanes")]
    [InlineData(1_048_576, "ClassesInLanes")]
    public void TheNumberOfClassesChoosesTheStrategy(int classes, string strategy) =>
        Assert.Equal(strategy, KernelPlanner.Plan(Models.Loss(classes), Models.Modern).Strategy.ToString());

    [Theory]
    [InlineData(16, true, 0, 0.0, "BlocksInLanes")]
    [InlineData(23, true, 0, 0.0, "BlocksInLanes")]
    [InlineData(24, true, 0, 0.0, "RowsTogether")]
    [InlineData(512, true, 0, 0.0, "RowsTogether")]
    [InlineData(513, true, 0, 0.0, "ClassesInLanes")]
    [InlineData(21, false, 3, 0.0, "ClassesInLanes")]
    [InlineData(21, false, 4, 0.0, "BlocksInLanes")]
    [InlineData(64, false, 3, 0.0, "ClassesInLanes")]
    [InlineData(64, false, 4, 0.0, "RowsTogether")]
    [InlineData(64, false, 0, 0.1, "ClassesInLanes")]
    [InlineData(16, false, 0, 0.1, "RowsInLanes")]
    public void BlocksAndGroupsServeRowsWithOneSum(int classes, bool isDouble, int batch, double smoothing, string strategy)
    {
        KernelModel model = Models.Loss(classes, isDouble ? ElementType.Double : ElementType.Single, batch: batch) with
        {
            Options = new KernelOptions(LabelSmoothing: smoothing),
        };
        Assert.Equal(strategy, KernelPlanner.Plan(model, Models.Modern).Strategy.ToString());
    }

    [Theory]
    [InlineData(16, "RowsInLanes")]
    [InlineData(17, "RowsTogether")]
    [InlineData(1024, "RowsTogether")]
    [InlineData(1025, "ClassesInLanes")]
    public void RowsWithATargetGoTogetherAsSoonAsTheyLeaveTheRegisters(int classes, string strategy)
    {
        KernelModel model = Models.Of(
            KernelOperator.SoftmaxLoss,
            classes,
            target: TargetKind.Soft,
            returns: true,
            roles: [ParameterRole.Logits, ParameterRole.Target, ParameterRole.Gradient]);
        Assert.Equal(strategy, KernelPlanner.Plan(model, Models.Modern).Strategy.ToString());
    }

    [Fact]
    public void WithoutVectorsThereAreNoGroups() =>
        Assert.Equal(Strategy.ClassesInLanes, KernelPlanner.Plan(Models.Loss(64), Models.Portable).Strategy);

    [Theory]
    [InlineData(15, "RowsInLanes")]
    [InlineData(16, "BlocksInLanes")]
    [InlineData(129, "BlocksInLanes")]
    [InlineData(50_257, "BlocksInLanes")]
    [InlineData(129, "ColumnsInLanes", 0.1)]
    [InlineData(129, "ColumnsInLanes", 0.0, 3)]
    public void RowsThatLieSideBySideAreNeverGathered(int classes, string strategy, double smoothing = 0, int spatial = 64)
    {
        KernelModel model = Models.Loss(classes) with
        {
            Options = new KernelOptions(LabelSmoothing: smoothing),
            Shape = new BatchShape(BatchLayoutKind.ChannelsFirst, spatial),
        };
        Assert.Equal(strategy, KernelPlanner.Plan(model, Models.Modern).Strategy.ToString());
    }

    [Theory]
    [InlineData("ChannelsFirst", 0)]
    [InlineData("ChannelsFirst", 5)]
    [InlineData("ClassMajor", 1)]
    public void RowsWithoutANeighbourAreRows(string name, int batch)
    {
        BatchLayoutKind layout = Enum.Parse<BatchLayoutKind>(name);
        KernelModel model = Models.Loss(129, batch: batch);
        Assert.Equal(
            KernelPlanner.Plan(model, Models.Modern),
            KernelPlanner.Plan(model with { Shape = new BatchShape(layout) }, Models.Modern));
    }

    [Fact]
    public void HalfCallsTheKernelOfFloatForBlocksOfItsRows()
    {
        KernelModel model = Models.Loss(40, ElementType.Half, batch: 6) with
        {
            Options = new KernelOptions(Temperature: 2, EdgeCases: EdgeCaseKind.Throw),
            Shape = new BatchShape(BatchLayoutKind.ChannelsFirst, 64),
        };

        KernelPlan plan = KernelPlanner.Plan(model, Models.Modern);

        Assert.Equal(Strategy.Converted, plan.Strategy);
        Assert.True(plan.Has(Terms.Throw));
        KernelPlan called = Assert.Single(plan.Calls);
        Assert.Equal(ElementType.Single, called.Element);
        Assert.Equal(Terms.Temperature, called.Terms);
        Assert.Equal(0, called.Batch);
        Assert.Equal(new BatchShape(BatchLayoutKind.ClassMajor), called.Shape);
        Assert.Equal(new[] { plan, called }, plan.WithCalls);
    }

    [Fact]
    public void TheNameTellsTheTermsAndTheLayout()
    {
        KernelOptions options = new(LabelSmoothing: 0.1, Temperature: 2);
        KernelModel model = Models.Loss(9) with { Options = options, Shape = new BatchShape(RowStride: 16) };
        Assert.Equal(
            "SoftmaxLoss_Single_C9_Stride16_LabelsInt32_Smoothing_Temperature_Gradient_Total_RowsInLanes16",
            KernelPlanner.Plan(model, Models.Modern).Name);
    }

    [Fact]
    public void ABatchOfAnySizeCanBeSplit()
    {
        KernelPlan plan = KernelPlanner.Plan(Split(Models.Loss(9)), Models.Modern);
        Assert.Equal("SoftmaxLoss_Single_C9_LabelsInt32_Parallel_Gradient_Total_RowsInLanes16", plan.Name);
        Assert.Equal(14_564, Parts.LeastRows(plan));
    }

    [Theory]
    [InlineData(14_563, false)]
    [InlineData(14_564, true)]
    public void AFixedBatchIsSplitOnlyIfItIsLarge(int batch, bool split) => Assert.Equal(
        split, KernelPlanner.Plan(Split(Models.Loss(9, batch: batch)), Models.Modern).Has(Terms.Parallel));

    [Fact]
    public void OneRowIsNeverSplit()
    {
        KernelModel model = Models.Of(KernelOperator.LogSumExp, 1_048_576, returns: true, roles: ParameterRole.Logits);
        Assert.False(KernelPlanner.Plan(Split(model), Models.Modern).Has(Terms.Parallel));
    }

    [Fact]
    public void NothingIsSplitWithoutAThreadPool() => Assert.Equal(
        KernelPlanner.Plan(Models.Loss(9), Models.Modern with { Parallel = false }),
        KernelPlanner.Plan(Split(Models.Loss(9)), Models.Modern with { Parallel = false }));

    [Theory]
    [InlineData(12_499, false)]
    [InlineData(12_500, true)]
    public void AFixedBatchOfALayerIsSplitOnlyIfItsProductsAreMany(int batch, bool split) => Assert.Equal(
        split, KernelPlanner.Plan(Split(Layer(ElementType.Single) with { Batch = batch }), Models.Modern).Has(Terms.Parallel));

    [Fact]
    public void ALayerOfHalfCallsThatOfFloatBlockByBlock()
    {
        KernelPlan plan = KernelPlanner.Plan(Split(Layer(ElementType.Half)), Models.Modern);
        KernelPlan inner = Assert.Single(plan.Calls);
        Assert.Equal(Strategy.Converted, plan.Strategy);
        Assert.Equal((Strategy.Panels, ElementType.Single), (inner.Strategy, inner.Element));
        Assert.Equal(Terms.Parallel | Terms.Blockwise, inner.Terms);
        Assert.Equal(
            Terms.Blockwise,
            Assert.Single(KernelPlanner.Plan(Layer(ElementType.Half), Models.Modern).Calls).Terms);
    }

    private static KernelModel Layer(ElementType element) => Models.Of(
        KernelOperator.LinearSoftmaxLoss,
        10,
        element,
        labels: LabelType.Int32,
        returns: true,
        features: 64,
        roles: [ParameterRole.Inputs, ParameterRole.Weights, ParameterRole.Labels, ParameterRole.WeightGradient]);

    // A total that is added up in other parts has other bits.
    [Theory]
    [InlineData(2, 1024)]
    [InlineData(16, 1024)]
    [InlineData(17, 512)]
    [InlineData(1000, 16)]
    [InlineData(50_257, 1)]
    public void ThePartsDependOnTheClassesAlone(int classes, int rows)
    {
        Assert.Equal(rows, Parts.RowsOf(KernelPlanner.Plan(Models.Loss(classes), Models.Modern)));
        Assert.Equal(rows, Parts.RowsOf(KernelPlanner.Plan(Split(Models.Loss(classes)), Models.Modern)));
        Assert.Equal(rows, Parts.RowsOf(KernelPlanner.Plan(Models.Loss(classes, ElementType.Double), Models.Portable)));
    }

    private static KernelModel Split(KernelModel model) =>
        model with { Options = model.Options with { Parallel = true } };

    [Fact]
    public void TheNumberOfAnOptionIsNoPartOfThePlan() => Assert.Equal(
        KernelPlanner.Plan(Models.Loss(9) with { Options = new(Temperature: 2) }, Models.Modern),
        KernelPlanner.Plan(Models.Loss(9) with { Options = new(Temperature: 3) }, Models.Modern));

    [Fact]
    public void TheNameTellsThePlan() => Assert.Equal(
        "SoftmaxLoss_Single_C9_LabelsInt32_Gradient_Total_RowsInLanes16",
        KernelPlanner.Plan(Models.Loss(9), Models.Modern).Name);

    [Fact]
    public void TheNameTellsThatThereAreNoVectors() => Assert.Equal(
        "SoftmaxLoss_Double_C1000_N4_LabelsInt32_Gradient_Total_ClassesInLanes8_Portable",
        KernelPlanner.Plan(Models.Loss(1000, ElementType.Double, batch: 4), Models.Portable).Name);

    [Fact]
    public void AModernTargetGetsEveryWidthAndTheScalarPathLast() => Assert.Equal(
        [512, 256, 128, 0], KernelPlanner.Plan(Models.Loss(9), Models.Modern).Widths);

    [Fact]
    public void APortableTargetGetsTheScalarPathAlone() => Assert.Equal(
        [0], KernelPlanner.Plan(Models.Loss(9), Models.Portable).Widths);

    [Theory]
    [InlineData(1, new[] { 0 })]
    [InlineData(4, new[] { 128, 0 })]
    [InlineData(15, new[] { 256, 128, 0 })]
    [InlineData(16, new[] { 512, 256, 128, 0 })]
    public void AFixedBatchGetsNoWidthThatItCannotFill(int batch, int[] widths) => Assert.Equal(
        widths, KernelPlanner.Plan(Models.Loss(9, batch: batch), Models.Modern).Widths);

    [Theory]
    [InlineData(3, new[] { 0 })]
    [InlineData(5, new[] { 128, 0 })]
    [InlineData(9, new[] { 256, 128, 0 })]
    [InlineData(40, new[] { 512, 256, 128, 0 })]
    public void AJacobianGetsNoWidthThatItsRowsCannotFill(int classes, int[] widths)
    {
        KernelModel model = Models.Of(
            KernelOperator.SoftmaxJacobian, classes, roles: [ParameterRole.Probabilities, ParameterRole.Jacobian]);
        Assert.Equal(widths, KernelPlanner.Plan(model, Models.Modern).Widths);
    }

    [Fact]
    public void OneHotAndSoftShareAKernel()
    {
        ParameterRole[] roles = [ParameterRole.Logits, ParameterRole.Target, ParameterRole.Gradient];
        KernelModel soft = Models.Of(
            KernelOperator.SoftmaxLoss, 9, target: TargetKind.Soft, returns: true, roles: roles);
        KernelModel oneHot = Models.Of(
            KernelOperator.SoftmaxLoss, 9, target: TargetKind.OneHot, returns: true, roles: roles);
        Assert.Equal(KernelPlanner.Plan(soft, Models.Modern), KernelPlanner.Plan(oneHot, Models.Modern));
    }

    [Fact]
    public void MeanAndSumShareAKernel()
    {
        KernelModel mean = Models.Loss(9);
        Assert.Equal(
            KernelPlanner.Plan(mean, Models.Modern),
            KernelPlanner.Plan(mean with { Reduction = ReductionKind.Sum, IgnoreIndex = 3 }, Models.Modern));
    }

    [Fact]
    public void DifferentPlansHaveDifferentNames()
    {
        KernelPlan[] plans = Plans().Distinct().ToArray();
        Assert.True(plans.Length > 500, $"only {plans.Length} plans");
        Assert.Equal(plans.Length, plans.Select(plan => plan.Name).Distinct(StringComparer.Ordinal).Count());
    }

    private static IEnumerable<KernelPlan> Plans() =>
        from element in new[] { ElementType.Single, ElementType.Double }
        from classes in new[] { 2, 9, 17 }
        from batch in new[] { 0, 7 }
        from labels in new[] { LabelType.Byte, LabelType.Int32, LabelType.UInt64 }
        from returns in new[] { false, true }
        from op in Enum.GetValues<KernelOperator>()
        from outputs in new ParameterRole[][]
        {
            [ParameterRole.Gradient], [ParameterRole.Losses], [ParameterRole.LogSumExp, ParameterRole.Losses],
            [ParameterRole.Probabilities, ParameterRole.Gradient],
        }
        let loss = op is KernelOperator.SoftmaxLoss or KernelOperator.NllLoss or KernelOperator.ArgMax
        select KernelPlanner.Plan(
            Models.Of(
                op, classes, element, labels: loss ? labels : LabelType.None, batch: batch, returns: returns, roles: outputs),
            Models.Modern);
}
