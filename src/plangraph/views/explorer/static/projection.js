// Degrees to pixels and back: a plain net of degrees whose height is true and whose width is true at its middle.
const KILOMETRES = 111.2; // of a degree of latitude

export class Projection {
  /** A projection that shows all points, with room round them; width and height in pixels. */
  constructor(points, width, height) {
    const lons = points.map((point) => point.lon), lats = points.map((point) => point.lat);
    const [west, east] = grown(lons, 12), [south, north] = grown(lats, 8);
    this.width = width;
    this.height = height;
    this.squeeze = Math.cos(((south + north) / 2) * Math.PI / 180);
    this.least = Math.min(width / ((east - west) * this.squeeze), height / (north - south));
    this.bounds = { west, east, south, north };
    this.whole();
  }

  whole() {
    this.scale = this.least; // pixels of a degree of latitude
    this.lon = (this.bounds.west + this.bounds.east) / 2;
    this.lat = (this.bounds.south + this.bounds.north) / 2;
  }

  get zoom() { return this.scale / this.least; }

  x(lon) { return (lon - this.lon) * this.squeeze * this.scale + this.width / 2; }

  y(lat) { return (this.lat - lat) * this.scale + this.height / 2; }

  at(point) { return [this.x(point.lon), this.y(point.lat)]; }

  lonOf(x) { return (x - this.width / 2) / (this.squeeze * this.scale) + this.lon; }

  latOf(y) { return this.lat - (y - this.height / 2) / this.scale; }

  pan(dx, dy) {
    this.centre(this.lon - dx / (this.squeeze * this.scale), this.lat + dy / this.scale);
  }

  /** Nearer or farther, with what is under the pixel (x, y) staying there. */
  near(factor, x = this.width / 2, y = this.height / 2) {
    const [lon, lat] = [this.lonOf(x), this.latOf(y)];
    this.scale = Math.min(Math.max(this.scale * factor, this.least), this.least * 60);
    this.centre(this.lon + lon - this.lonOf(x), this.lat + lat - this.latOf(y));
    if (this.zoom < 1.001) this.whole();
  }

  centre(lon, lat) {
    const { west, east, south, north } = this.bounds;
    this.lon = Math.min(Math.max(lon, west), east);
    this.lat = Math.min(Math.max(lat, south), north);
  }

  inside([x, y], edge = 0) {
    return x >= -edge && x <= this.width + edge && y >= -edge && y <= this.height + edge;
  }

  /** A round length of about a hundred pixels: kilometres and pixels. */
  ruler() {
    const most = (110 / this.scale) * KILOMETRES;
    const ten = 10 ** Math.floor(Math.log10(most));
    const length = [5, 2, 1].find((size) => size * ten <= most) * ten;
    return { length, pixels: (length / KILOMETRES) * this.scale };
  }
}

function grown(numbers, least) {
  if (!numbers.length) return [-least, least];
  const low = Math.min(...numbers), high = Math.max(...numbers);
  const more = Math.max((high - low) * 0.06, (least - (high - low)) / 2);
  return [low - more, high + more];
}
