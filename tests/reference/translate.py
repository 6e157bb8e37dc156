# SPDX-License-Identifier: BSL-1.0
"""From an op of the reference cases and its attributes to formulas of the library.

A translation takes a case and gives {output: formula}, both text. Inputs are called in_<name> in formulas.
What it cannot translate it says by raising Untranslatable; a KeyError names a missing attribute.
"""
import re

from composites import MODELS


class Untranslatable(Exception):
    pass


def literal(value):
    """A number of an expression: 0.5_c."""
    text = repr(float(value))
    text = text[:-2] if text.endswith(".0") else text
    if "inf" in text or "nan" in text:
        raise Untranslatable(f"the number {text} has no literal")
    return text + "_c"


def plain(value):
    """A number inside of a function of terms."""
    return repr(float(value))


def call(name, *arguments, template=None):
    """name<template>(arguments), without those that are None."""
    given = ", ".join(a for a in arguments if a is not None)
    return f"{name}{'' if template is None else '<' + template + '>'}({given})"


def listed(numbers):
    return ", ".join(str(int(n)) for n in numbers)


def axis(value):
    """axis<0, 2>; nothing where all axes are meant."""
    if value is None:
        return None
    return f"axis<{listed(value if isinstance(value, list) else [value])}>"


class Case:
    """What translations see of a case."""

    def __init__(self, data):
        self.data = data
        self.op = data["op"]
        self.attributes = data.get("attributes") or {}
        self.inputs = data["inputs"]
        self.outputs = data.get("outputs", {})

    def __getitem__(self, name):
        return self.attributes[name]

    def get(self, name, default=None):
        value = self.attributes.get(name)
        return default if value is None else value

    def names(self):
        return [f"in_{name}" for name in self.inputs]

    def optional(self, name):
        return f"in_{name}" if name in self.inputs else None

    def shape(self, name):
        return self.inputs[name]["shape"]

    def axis(self):
        return axis(self.get("axis"))

    def keepdims(self):
        return "keepdims" if self.get("keepdim") else None

    def only_output(self):
        if len(self.outputs) != 1:
            raise Untranslatable("one output is expected")
        return next(iter(self.outputs))


# One output, given by a formula of the case

def elementwise(name):
    return lambda case: call(name, *case.names())


def operator(symbol):
    return lambda case: f" {symbol} ".join(case.names())


def reduction(name, *more):
    return lambda case: call(name, "in_x", *more, case.axis(), case.keepdims())


def along(name):
    return lambda case: call(name, "in_x", case.axis())


def with_literals(name, *attributes):
    """Attributes as literals, up to the first that is not given."""
    def translate(case):
        given = [case.get(a) for a in attributes]
        return call(name, "in_x", *[literal(v) for v in given[:(given + [None]).index(None)]])
    return translate


def clamp(case):
    low, high = case.get("min"), case.get("max")
    if low is None and high is None:
        return "in_x"
    if low is None:
        return call("clamp_max", "in_x", literal(high))
    if high is None:
        return call("clamp_min", "in_x", literal(low))
    return call("clamp", "in_x", literal(low), literal(high))


def hardtanh(case):
    low, high = case.get("min", -1), case.get("max", 1)
    return call("hardtanh", "in_x", *([] if (low, high) == (-1, 1) else [literal(low), literal(high)]))


def shrink(name):
    return lambda case: call(name, "in_x", literal(case.get("lambda", case.get("lambd", 0.5))))


def deviation(name):
    return lambda case: call(name, "in_x", case.axis(), case.keepdims(),
                             f"correction<{int(case.get('correction', 1))}>")


# Shapes

def pad(case):
    numbers = listed(n for pair in case["pad"] for n in pair)
    mode = case.get("mode", "constant")
    options = {"constant": [literal(case.get("value", 0))], "reflect": ["reflect_mode"],
               "replicate": ["replicate_mode"], "circular": ["circular_mode"]}
    if mode not in options:
        raise Untranslatable(f"pad: the mode {mode}")
    return call("pad", "in_x", *options[mode], template=numbers)


def slices(case):
    ranges = [", ".join("open_end" if n is None else str(int(n)) for n in s) for s in case["slices"]]
    return call("slice", "in_x", *[f"range<{r}>" for r in ranges])


def split(case):
    sizes = case["sizes"]
    return {name: call("part", "in_x", case.axis(), template=listed([i, *sizes]))
            for i, name in enumerate(case.outputs)}


def roll(case):
    shift = case["shift"]
    return call("roll", "in_x", case.axis(), template=listed(shift if isinstance(shift, list) else [shift]))


# Selection

def topk_options(case):
    return [case.axis(), "smallest" if case.get("largest") is False else None,
            "unsorted" if case.get("sorted") is False else None]


def topk(case):
    k = listed([case["k"]])
    return {"values": call("topk", "in_x", *topk_options(case), template=k),
            "indices": call("topk_indices", "in_x", *topk_options(case), template=k)}


def topk_selection(case):
    s = call("selection", "in_x", *topk_options(case), template=listed([case["k"]]))
    return {"selection": s, "y": f"sum(square(matmul({s}, in_x)))"}


def sort(case):
    options = [case.axis(), "descending" if case.get("descending") else None]
    return {"values": call("sort", "in_x", *options), "indices": call("argsort", "in_x", *options)}


def extreme(name):
    return lambda case: {"values": call(name, "in_x", case.axis(), case.keepdims()),
                         "indices": call(f"arg{name}", "in_x", case.axis(), case.keepdims())}


def indexed(name, *operands):
    return lambda case: call(name, *[f"in_{o}" for o in operands], case.axis())


# Losses

def reduced(case, default="mean"):
    reduction = case.get("reduction", default)
    options = {"mean": None, "sum": "sum_reduction", "none": "no_reduction"}
    if reduction not in options:
        raise Untranslatable(f"the reduction {reduction}")
    return options[reduction]


def loss(name, *attributes, default="mean"):
    return lambda case: call(name, *case.names(), *[literal(case[a]) for a in attributes],
                             reduced(case, default))


def cross_entropy(case):
    smoothing = case.get("label_smoothing", 0)
    return call("cross_entropy", "in_x", "in_target", case.optional("weight"),
                literal(smoothing) if smoothing else None, reduced(case))


# Linear algebra and layers

def triangular_solve(case):
    names = {"upper_triangle": "upper", "transposed": "transpose", "unit_diagonal": "unit"}
    options = [option for option, attribute in names.items() if case.get(attribute)]
    return call("triangular_solve", "in_a", "in_b", *options)


def extents(value, count):
    return [int(v) for v in value] if isinstance(value, list) else [int(value)] * count


def option(name, value, neutral, count):
    """stride<2, 1>; nothing where the option says what is so without it."""
    numbers = extents(value, count)
    return None if all(n == neutral for n in numbers) else f"{name}<{listed(numbers)}>"


def convolution(name, count):
    def translate(case):
        groups = int(case.get("groups", 1))
        return call(name, "in_x", "in_w", case.optional("b"),
                    option("stride", case.get("stride", 1), 1, count),
                    option("padding", case.get("padding", 0), 0, count),
                    option("dilation", case.get("dilation", 1), 1, count),
                    option("output_padding", case.get("output_padding", 0), 0, count),
                    f"groups<{groups}>" if groups != 1 else None)
    return translate


def pooling(name, count):
    def translate(case):
        kernel = extents(case["kernel"], count)
        stride = extents(case.get("stride", kernel), count)
        return call(name, "in_x", f"stride<{listed(stride)}>",
                    option("padding", case.get("padding", 0), 0, count),
                    "exclude_padding" if case.get("count_include_pad") is False else None,
                    template=listed(kernel))
    return translate


def eps(case, default=1e-5):
    return literal(case.get("eps", default))


def batch_norm(case):
    affine = [case.optional("w"), case.optional("b")]
    if case.get("training"):
        return call("batch_norm_training", "in_x", *affine, eps(case))
    return call("batch_norm", "in_x", *affine, "in_rm", "in_rv", eps(case))


def layer_norm(case):
    return call("layer_norm", "in_x", case.optional("w"), case.optional("b"), eps(case),
                template=str(len(case["normalized_shape"])))


def upsample(case):
    return call("upsample_nearest", "in_x", template=listed(extents(case["scale"], 2)))


def same_names(*names):
    return {name: elementwise(name) for name in names}


SINGLE = {
    **same_names(*"""abs sign floor ceil round trunc frac exp exp2 expm1 log log2 log10 log1p sqrt rsqrt cbrt
        square reciprocal sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf erfc erfinv lgamma
        digamma sinc sigmoid logit logsigmoid relu relu6 selu silu gelu gelu_tanh mish hardsigmoid hardswish
        softsign tanhshrink isnan isinf isfinite logical_not
        pow atan2 hypot xlogy logaddexp fmod remainder maximum minimum fmax fmin where lerp
        less less_equal greater greater_equal equal not_equal logical_and logical_or logical_xor
        matmul dot outer trace kron det logabsdet inverse solve cholesky matrix_exp
        diagonal diag_embed linear cdist""".split()),
    "neg": elementwise("negate"),
    "add": operator("+"), "sub": operator("-"), "mul": operator("*"), "div": operator("/"),
    "add_scalar": lambda case: f"{literal(case['c'])} + in_x",
    "sub_scalar": lambda case: f"in_x - {literal(case['c'])}",
    "mul_scalar": lambda case: f"{literal(case['c'])} * in_x",
    "div_scalar": lambda case: f"in_x / {literal(case['c'])}",
    "rsub_scalar": lambda case: f"{literal(case['c'])} - in_x",
    "rdiv_scalar": lambda case: f"{literal(case['c'])} / in_x",
    "pow_scalar": with_literals("pow", "exponent"),
    "scalar_pow": lambda case: call("pow", literal(case["base"]), "in_x"),
    "leaky_relu": with_literals("leaky_relu", "negative_slope"),
    "elu": with_literals("elu", "alpha"), "celu": with_literals("celu", "alpha"),
    "softplus": with_literals("softplus", "beta", "threshold"),
    "threshold": with_literals("threshold", "threshold", "value"),
    "softshrink": shrink("softshrink"), "hardshrink": shrink("hardshrink"),
    "clamp": clamp, "hardtanh": hardtanh,
    "where_leak": lambda case: "where(in_x > 0_c, sqrt(in_x), 0_c)",

    "sum": reduction("sum"), "mean": reduction("mean"), "prod": reduction("prod"),
    "amax": reduction("amax"), "amin": reduction("amin"), "logsumexp": reduction("logsumexp"),
    "argmax": reduction("argmax"), "argmin": reduction("argmin"),
    "any": reduction("any"), "all": reduction("all"),
    "norm1": reduction("norm", "1_c"), "norm2": reduction("norm"), "norm3": reduction("norm", "3_c"),
    "norminf": reduction("norm", "inf"), "frobenius_norm": elementwise("norm"),
    "var": deviation("var"), "std": deviation("stddev"),
    "cumsum": along("cumsum"), "cumprod": along("cumprod"), "logcumsumexp": along("logcumsumexp"),
    "cummax": along("cummax"), "cummin": along("cummin"),
    "softmax": along("softmax"), "log_softmax": along("log_softmax"),

    "reshape": lambda case: call("reshape", "in_x", template=listed(case["shape"])),
    "broadcast_to": lambda case: call("broadcast_to", "in_x", template=listed(case["shape"])),
    "permute": lambda case: call("permute", "in_x", axis(case["axes"])),
    "transpose": lambda case: call("transpose", "in_x", axis(case.get("axes"))),
    "flip": lambda case: call("flip", "in_x", axis(case["axes"])),
    "squeeze": along("squeeze"), "unsqueeze": along("unsqueeze"), "roll": roll,
    "tile": lambda case: call("tile", "in_x", template=listed(case["reps"])),
    "select": lambda case: call("slice", "in_x", case.axis(), f"at<{int(case['index'])}>"),
    "concat": lambda case: call("concat", *case.names(), case.axis()),
    "stack": lambda case: call("stack", *case.names(), case.axis()),
    "pad": pad, "slice": slices,

    "gather": indexed("gather", "x", "index"), "index_select": indexed("index_select", "x", "index"),
    "scatter_add": indexed("scatter_add", "x", "index", "src"),
    "scatter": indexed("scatter", "x", "index", "src"),
    "index_add": indexed("index_add", "x", "index", "src"),
    "embedding": lambda case: call("embedding", "in_index", "in_w"),
    "one_hot": lambda case: call("one_hot", "in_index", template=listed([case["classes"]])),
    "masked_fill": lambda case: call("masked_fill", "in_x", "in_mask", literal(case["value"])),
    "selection_matrix": lambda case: "matmul(in_s, in_x)",
    "kthvalue": lambda case: call("kthvalue", "in_x", case.axis(), template=listed([case["k"]])),
    "median": along("median"),
    "topk_matmul_square": lambda case: f"sum(square(topk<{int(case['k'])}>(matmul(in_w, in_x))))",
    "topk_unsorted": lambda case: f"sum({topk(case)['values']})",

    "mv": elementwise("matmul"),
    "bilinear_form": lambda case: "dot(in_x, matmul(in_a, in_y))",
    "cross": lambda case: call("cross", "in_a", "in_b", case.axis()),
    "einsum": lambda case: call("einsum", *case.names(), template=f'"{case["equation"]}"'),
    "matrix_power": lambda case: call("matrix_power", "in_a", template=listed([case["n"]])),
    "tril": lambda case: call("tril", "in_a", template=listed([case.get("k", 0)])),
    "triu": lambda case: call("triu", "in_a", template=listed([case.get("k", 0)])),
    "addmm": lambda case: call("addmm", "in_c", "in_a", "in_b", literal(case.get("beta", 1)),
                               literal(case.get("alpha", 1))),
    "triangular_solve": triangular_solve,

    "mse_loss": loss("mse_loss"), "l1_loss": loss("l1_loss"), "huber_loss": loss("huber_loss", "delta"),
    "smooth_l1_loss": loss("smooth_l1_loss", "beta"), "bce": loss("bce_loss"),
    "bce_with_logits": loss("bce_with_logits_loss"), "nll_loss": loss("nll_loss"),
    "cross_entropy": cross_entropy, "cross_entropy_soft": loss("cross_entropy"),
    "kl_div": loss("kl_div", default="sum"), "gaussian_nll": loss("gaussian_nll_loss"),
    "poisson_nll": loss("poisson_nll_loss"),
    "cosine_similarity": lambda case: call("cosine_similarity", *case.names(), case.axis()),
    "normalize": along("normalize"),

    "conv1d": convolution("conv1d", 1), "conv2d": convolution("conv2d", 2),
    "conv_transpose1d": convolution("conv_transpose1d", 1),
    "conv_transpose2d": convolution("conv_transpose2d", 2),
    "max_pool1d": pooling("max_pool1d", 1), "max_pool2d": pooling("max_pool2d", 2),
    "avg_pool1d": pooling("avg_pool1d", 1), "avg_pool2d": pooling("avg_pool2d", 2),
    "batch_norm": batch_norm, "layer_norm": layer_norm, "upsample_nearest": upsample,
    "group_norm": lambda case: call("group_norm", "in_x", "in_w", "in_b", eps(case),
                                    template=listed([case["groups"]])),
}

SEVERAL = {
    "max_dim": extreme("max"), "min_dim": extreme("min"), "split": split, "sort": sort, "topk": topk,
    "topk_selection": topk_selection,
    "notebook_square_sum": lambda case: {"y": "matmul(in_W, in_x)",
                                         "loss": "sum(square(matmul(in_W, in_x)))"},
    "notebook_selection": lambda case: {"y": "matmul(in_W, in_x)", "z": "matmul(in_S, matmul(in_W, in_x))",
                                        "loss": "sum(square(matmul(in_S, matmul(in_W, in_x))))"},
    "notebook_topk": lambda case: {
        "y": "matmul(in_W, in_x)", "values": f"topk<{int(case['k'])}>(matmul(in_W, in_x))",
        "indices": f"topk_indices<{int(case['k'])}>(matmul(in_W, in_x))",
        "loss": f"sum(square(topk<{int(case['k'])}>(matmul(in_W, in_x))))"},
}

# Random graphs: statements over terms, where numbers are plain.
STATEMENTS = {
    "add": "{0} + {1}", "sub": "{0} - {1}", "mul": "{0} * {1}", "div": "{0} / {1}", "neg": "-{0}",
    "div1p_square": "{0} / (1.0 + square({1}))", "sum_tanh": "sum(tanh({0}))", "exp_tanh": "exp(tanh({0}))",
    "log1p_square": "log1p(square({0}))", "sqrt1p_square": "sqrt(1.0 + square({0}))",
}


def statement(s, inputs):
    """One statement of a random graph: an op of the tables above, on terms."""
    arguments = [f"of_{a}" if a in inputs else a for a in s["args"]]
    op = s["op"]
    if op in STATEMENTS:
        return STATEMENTS[op].format(*arguments)
    if op == "scale":
        return f"{plain(s['c'])} * {arguments[0]}"
    names = ["x"] if len(arguments) == 1 else ["a", "b", "c"][:len(arguments)]
    attributes = {k: v for k, v in s.items() if k not in ("op", "args", "out")}
    case = Case({"op": op, "attributes": attributes, "inputs": dict.fromkeys(names), "outputs": {"y": None}})
    if op in ("max", "min"):
        text = reduction(op)(case)
    elif op in SINGLE:
        text = SINGLE[op](case)
    elif op in SEVERAL:
        text = SEVERAL[op](case)["values"]
    else:
        raise Untranslatable(f"the statement {op}")
    given = {f"in_{n}": a for n, a in zip(names, arguments)}
    text = re.sub(r"\bin_\w+", lambda found: given[found.group()], text)
    return re.sub(r"\b([0-9.e+-]+)_c\b", r"\1", text)


def random_graph(case):
    lines = [f"    [[maybe_unused]] auto {s['out']} = {statement(s, case.inputs)};" for s in case.data["program"]]
    names = ", ".join(case.names())
    parameters = ", ".join(f"[[maybe_unused]] auto of_{n}" for n in case.inputs)
    body = "\n".join(lines)
    last = case.data["program"][-1]["out"]
    return {case.only_output(): f"formula([]({parameters}) {{\n{body}\n    return {last};\n  }}, {names})"}


def translate(data):
    """{output: formula} of a case."""
    case = Case(data)
    try:
        if data.get("program"):
            return random_graph(case)
        if case.op in MODELS:
            return MODELS[case.op](case)
        if case.op in SEVERAL:
            return SEVERAL[case.op](case)
        if case.op in SINGLE:
            return {case.only_output(): SINGLE[case.op](case)}
    except KeyError as missing:
        raise Untranslatable(f"the attribute {missing} is missing") from None
    raise Untranslatable(f"the op {case.op} has no translation")
