// In the global namespace, every name that generated code might mean something else by.
class Vector512 { }

class Vector256 { }

class Vector128 { }

class Vector<T> { }

class Math { }

class MathF { }

class Half { }

class Guard { }

class VectorMath { }

class ScalarMath { }

class Unsafe { }

class MemoryMarshal { }

class BitConverter { }

class Fma { }

class Avx { }

class AdvSimd { }

class Span<T> { }

class ReadOnlySpan<T> { }

class Memory<T> { }

class Array { }

class Parallel { }

class ArrayPool<T> { }

class Environment { }

class ArgumentException { }

class ArgumentNullException { }

class ArgumentOutOfRangeException { }

class InvalidOperationException { }

class MethodImplAttribute { }

class MethodImplOptions { }

class GeneratedCodeAttribute { }

class EmbeddedAttribute { }

class var { }

class nint { }

class nuint { }

class dynamic { }
