namespace SoftmaxGen.Kernels.Tests.Contract;

/// <summary>Labels over each integer that an enum may have under it; 0, 1, 2 without gaps.</summary>
public enum SByteLabel : sbyte
{
    Cat,
    Dog,
    Owl,
}

/// <inheritdoc cref="SByteLabel" />
public enum ByteLabel : byte
{
    Cat,
    Dog,
    Owl,
}

/// <inheritdoc cref="SByteLabel" />
public enum Int16Label : short
{
    Cat,
    Dog,
    Owl,
}

/// <inheritdoc cref="SByteLabel" />
public enum UInt16Label : ushort
{
    Cat,
    Dog,
    Owl,
}

/// <inheritdoc cref="SByteLabel" />
public enum Int32Label
{
    Cat,
    Dog,
    Owl,
}

/// <inheritdoc cref="SByteLabel" />
public enum UInt32Label : uint
{
    Cat,
    Dog,
    Owl,
}

/// <inheritdoc cref="SByteLabel" />
public enum Int64Label : long
{
    Cat,
    Dog,
    Owl,
}

/// <inheritdoc cref="SByteLabel" />
public enum UInt64Label : ulong
{
    Cat,
    Dog,
    Owl,
}
