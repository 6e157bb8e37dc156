# SPDX-License-Identifier: BSL-1.0
"""Cases whose formula is a model in models/*.hpp: how it is called.

A signature lists the arguments: inputs and attributes by name, attributes that are template arguments first,
between < >; <x.1> is the extent of axis 1 of input x. [y] passes an attribute as an array of plain numbers.
Of attributes, numbers are passed as they are, lists as tensors.
"""
import re

SIGNATURES = """
sh_deep_tanh(x, w, b)  sh_diff_of_squares(a, b)  sh_gram(a)  sh_horner<c.0>(c, x)  sh_matmul_self(a)
sh_outer_self(x)  sh_power_self(x)  sh_quadratic(a, x)  sh_reused_exp(x)  sh_same_twice(x)  sh_self_div(x)
sh_self_sub(x)  sh_softmax_entropy(x)  sh_speelpenning(x)  sh_square_plus(x)  sh_trace_sandwich(a, b)
sh_trig_identity(x)  sh_two_uses(w, x)
big_attention(q, k, v)  big_logdet(a)  big_matmul(a, b)  big_matvec_chain(a, x)
big_mlp<label>(x, W1, b1, W2, b2, W3, b3)  big_softmax(x)  big_solve(a, b)  big_sum_sq(x)  big_topk<k>(x)
deep_chain(x, w, b, depth)  fibonacci_dag(x, y, depth)
logistic_regression(w, b, X, y, lambda)  poisson_regression(w, X, y)  huber_line_fit(p, x, y)
ridge_solve(X, y, lam)  weibull_survival(beta, lk, X, t, e)  rosenbrock(x)
mlp_tanh_mse(x, W1, b1, W2, b2, t)  mlp_relu_softmax_ce(X, W1, b1, W2, b2, labels)
batchnorm_mlp(X, W1, g, s, w2, t)  convnet<label>(img, w, b, Wl, bl)  attention_head(X, Wq, Wk, Wv, Wo)
rmsnorm_swiglu(x, g, Wg, W1, W2)  lstm_cell(x, h, c, Wi, Wh, bi, bh)  gru_cell(x, h, Wi, Wh, bi, bh)
moe_top2(x, Wg, W, b)  infonce(U, V, tau)  vae_elbo(x, We, be, Wm, bm, Wv, bv, Wd, bd, eps)
ppo_clip(W, X, act, old, adv, eps)  neural_ode_adjoint(y, W1, b, W2, s, t)
black_scholes(S, K, r, sigma, T)  gauss_logpdf(x, mu, L)  gmm_loglik<mu.1>(alpha, mu, icf, x, gamma, m)
planar_flow<w.0>(z, w, u, b)  kalman_loglik(A, c, lq, lr, m0, [y])  ekf_step(m, P, u, z, dt, landmark, Q, R)
lennard_jones<p.0>(p)  mass_spring_energy(p, k, L, m)  pendulum_rk4(y0, p, dt, n)  robot_arm(q, l, target)
quaternion_rotate(q, v)  ba_reprojection(cam, X, w, feat)
"""


def tensor(value):
    """(extents, flat entries) of nested lists."""
    if not isinstance(value, list):
        return [], [value]
    rows = [tensor(v) for v in value]
    return [len(value), *rows[0][0]], [x for _, entries in rows for x in entries]


def literal(name, value):
    extents, entries = tensor(value)
    whole = all(isinstance(x, int) for x in entries)
    kind = "std::int64_t" if whole else "double"
    numbers = ", ".join(repr(x) for x in entries)
    return (f"constexpr tensor<{kind}{''.join(f', {n}' for n in extents)}> at_{name}"
            f"(std::array<{kind}, {len(entries)}>{{{numbers}}});")


def call(name, template, arguments):
    """A translation: {output: formula}, and under None lines that come before."""
    def translate(case):
        lines, parameters, operands, passed = [], [], [], []

        def operand(parameter, formula):
            parameters.append(f"auto {parameter}")
            operands.append(formula)
            passed.append(parameter)

        for a in arguments:
            if a in case.inputs:
                operand(f"of_{a}", f"in_{a}")
                continue
            value = case[a.strip("[]")]
            if a.startswith("["):
                passed.append(f"std::array<double, {len(value)}>{{{', '.join(repr(x) for x in value)}}}")
            elif isinstance(value, list):
                lines.append(literal(f"data_{a}", value))
                operand(f"of_{a}", f"literal<at_data_{a}>")
            else:
                passed.append(repr(value))
        constants = []
        for t in template:
            of, _, place = t.partition(".")
            constants.append(str(case.shape(of)[int(place)] if place else int(case[t])))
        function = f"models::{name}" + (f"<{', '.join(constants)}>" if constants else "")
        body = f"{function}({', '.join(passed)})"
        outputs = list(case.outputs)
        result = {output: f"formula([]({', '.join(parameters)}) {{ return {body}"
                          f"{'' if len(outputs) == 1 else '.' + output}; }}, {', '.join(operands)})"
                  for output in outputs}
        return {None: lines, **result}
    return translate


def read(signatures):
    models = {}
    for name, template, arguments in re.findall(r"(\w+)(?:<([^>]*)>)?\(([^)]*)\)", signatures):
        models[name] = call(name, [t.strip() for t in template.split(",") if t.strip()],
                            [a.strip() for a in arguments.split(",")])
    return models


MODELS = read(SIGNATURES)
