/** A growing row of bytes; whole numbers are written seven bits at a time, low bits first. */
export class ByteWriter {
  private bytes = new Uint8Array(8);
  length = 0;

  writeNumber(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.writeByte(rest);
  }

  writeByte(byte: number): void {
    this.makeRoom(1);
    this.bytes[this.length++] = byte;
  }

  writeBytes(bytes: Uint8Array): void {
    this.makeRoom(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Bytes with their number before them. */
  writeBlock(bytes: Uint8Array): void {
    this.writeNumber(bytes.length);
    this.writeBytes(bytes);
  }

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private makeRoom(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    wider.set(this.bytes);
    this.bytes = wider;
  }
}

/** Reads what a `ByteWriter` wrote; a cut file throws a RangeError. */
export class ByteReader {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.bytesLeft <= 0;
  }

  get bytesLeft(): number {
    return this.bytes.length - this.at;
  }

  readNumber(): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.readByte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
      shift += 7;
    }
  }

  readByte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError("search index: file ends too early");
    return byte;
  }

  readBlock(): Uint8Array {
    const length = this.readNumber();
    if (this.at + length > this.bytes.length) {
      throw new RangeError("search index: file ends too early");
    }
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  readRest(): Uint8Array {
    const rest = this.bytes.subarray(this.at);
    this.at = this.bytes.length;
    return rest;
  }
}
