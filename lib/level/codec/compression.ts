import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { dynamoLevelError, invalidOption } from '../errors.js'

export type CompressionAlgorithm = 'zstd' | 'brotli' | 'gzip'

export interface CompressionOptions {
  /**
   * What values are compressed with; each is read back by what it was compressed with.
   * @defaultValue `'zstd'` where the runtime has it (Node.js 22.15 and newer), else `'brotli'`
   */
  algorithm?: CompressionAlgorithm
  /**
   * Values of fewer bytes are left as they are.
   * @defaultValue `1024`
   */
  threshold?: number
}

export interface Compression {
  readonly algorithm: CompressionAlgorithm
  readonly threshold: number
}

type Transform = (bytes: Uint8Array) => Promise<Buffer>

interface Codec {
  compress: Transform
  decompress: Transform
}

// Of zlib's newer part, which not every runtime that we run on has.
const { zstdCompress, zstdDecompress } = zlib as Partial<Pick<typeof zlib, 'zstdCompress' | 'zstdDecompress'>>

/** Brotli's default is its best and takes seconds for megabytes; this is as quick as gzip and denser. */
const BROTLI = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }

const CODECS: Record<CompressionAlgorithm, Codec | undefined> = {
  zstd:
    zstdCompress && zstdDecompress
      ? {
          compress: promisify<Uint8Array, Buffer>(zstdCompress),
          decompress: promisify<Uint8Array, Buffer>(zstdDecompress)
        }
      : undefined,
  brotli: {
    compress: bytes => promisify<Uint8Array, zlib.BrotliOptions, Buffer>(zlib.brotliCompress)(bytes, BROTLI),
    decompress: promisify<Uint8Array, Buffer>(zlib.brotliDecompress)
  },
  gzip: {
    compress: promisify<Uint8Array, Buffer>(zlib.gzip),
    decompress: promisify<Uint8Array, Buffer>(zlib.gunzip)
  }
}

/** @internal */
export const COMPRESSION_ALGORITHMS = Object.keys(CODECS) as CompressionAlgorithm[]

/** @internal */
export function completeCompression({ algorithm, threshold = 1024 }: CompressionOptions): Compression {
  const chosen = algorithm ?? (CODECS.zstd ? 'zstd' : 'brotli')
  if (CODECS[chosen] === undefined) {
    throw invalidOption('compression.algorithm', `This version of Node.js has no compression '${chosen}'`)
  }
  return { algorithm: chosen, threshold }
}

/** The value compressed, or undefined where that would gain nothing. @internal */
export async function compress(
  value: Buffer,
  { algorithm, threshold }: Compression
): Promise<Buffer | undefined> {
  if (value.length < threshold) return undefined
  const compressed = await CODECS[algorithm]!.compress(value)
  return compressed.length < value.length ? compressed : undefined
}

/** The value again. It belongs to the key, and had this length, where that is known. @internal */
export async function decompress(
  bytes: Buffer,
  algorithm: string,
  key: Buffer,
  length: number | undefined
): Promise<Buffer> {
  const codec = Object.hasOwn(CODECS, algorithm) ? CODECS[algorithm as CompressionAlgorithm] : undefined
  if (codec === undefined) {
    throw dynamoLevelError(
      'DYNAMO_LEVEL_COMPRESSION_UNSUPPORTED',
      `A value is compressed with '${algorithm}', which this version of Node.js or of dynamo-level does not have`,
      { algorithm }
    )
  }
  try {
    const value = await codec.decompress(bytes)
    // Node.js 22 gives what there is of zstd that was cut off. Nothing was never compressed.
    if (value.length === 0 || value.length !== (length ?? value.length)) {
      throw new Error(`${value.length} bytes`)
    }
    return value
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause)
    throw dynamoLevelError(
      'LEVEL_CORRUPTION',
      `A value compressed with '${algorithm}' is damaged: ${found}`,
      { key, expected: `a value compressed with '${algorithm}'`, found },
      cause
    )
  }
}
