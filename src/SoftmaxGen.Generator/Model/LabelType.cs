namespace SoftmaxGen.Generator.Model;

/// <summary>The integer that holds a class index; for an enum, the type under it. <see cref="None"/>: no labels.</summary>
internal enum LabelType
{
    None,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
}
