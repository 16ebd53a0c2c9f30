import sharp from "sharp";

/** What the camera of `photo` wrote into the picture. */
export const CAMERA = {
  make: "YINSHAN-Optics",
  model: "Model-QX7",
  serial: "SN-8812-CANARY",
  takenAt: "2026-11-01 02:10",
  latitude: 32.68333,
  longitude: 109.01667,
} as const;

/** A real JPEG with the place, time and device of its taking, on its side as phones write it. */
export async function photo(width = 640, height = 480, shade = "#884422"): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background: shade } })
    .jpeg()
    .withExif({
      IFD0: { Make: CAMERA.make, Model: CAMERA.model, Software: "Editor 3" },
      IFD2: { DateTimeOriginal: "2026:11:01 02:10:33", BodySerialNumber: CAMERA.serial },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "32/1 41/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "109/1 1/1 0/1",
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A PDF of one empty page; `objects` are added to it. */
export function pdf(objects = ""): Buffer {
  return Buffer.from(
    `%PDF-1.7
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>
endobj
${objects}
trailer
<< /Root 1 0 R >>
%%EOF
`,
    "latin1",
  );
}

/** The beginning of a film as phones make it, followed by `bytes` of picture data. */
export function film(bytes = 200_000): Buffer {
  const start = Buffer.from("\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "latin1");
  const data = Buffer.alloc(bytes + 8, "x7");
  data.writeUInt32BE(bytes + 8, 0);
  data.write("mdat", 4, "latin1");
  return Buffer.concat([start, data]);
}

/** A ZIP with one file, `a.txt`. */
export function zip(): Buffer {
  const name = Buffer.from("a.txt");
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length, 16);
  return Buffer.concat([local, name, central, name, end]);
}
