/** Reads a .zip far enough to see what is in a .vsix. */
import { inflateRawSync } from 'node:zlib';

/** The files of an archive: each with its size and a way to its content. */
export function readZip(archive: Buffer): Map<string, { size: number; text(): string }> {
  const files = new Map<string, { size: number; text(): string }>();
  const end = archive.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    ) as [number, number, number];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const method = archive.readUInt16LE(at + 10);
    const packed = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    const text = () => {
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const content = archive.subarray(start, start + packed);
      return (method === 0 ? content : inflateRawSync(content)).toString('utf8');
    };
    files.set(name, { size: archive.readUInt32LE(at + 24), text });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return files;
}
