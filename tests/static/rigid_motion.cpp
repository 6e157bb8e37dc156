// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;
using check::differences_agree;

// Rigid motions.
constexpr variable<"v", 3> v;
constexpr variable<"x", 6> x;
constexpr tensor<double, 3> some{0.3, -0.2, 0.5};
constexpr tensor<double, 6> twist{1, 2, -1, 0.3, 0.1, -0.2}, still{}, long_way{1, 0, 2, 2, -1, 1.5};
static_assert(close(evaluate(se3_log(se3_exp(x)), x = twist), twist) && evaluate(se3_log(se3_exp(x)),
                    x = still) == still);
static_assert(close(evaluate(se3_log(se3_exp(x)), x = long_way), long_way, 1e-14));
constexpr variable<"G", 4, 4> G;
constexpr tensor<double, 4, 4> generator{{0, 0.2, 0.1, 1}, {-0.2, 0, -0.3, 2}, {-0.1, 0.3, 0, -1}, {0, 0, 0,
    0}};
static_assert(close(evaluate(se3_exp(x), x = twist), evaluate(matrix_exp(G), G = generator)));
static_assert(close(evaluate(matmul(se3_exp(x), se3_inverse(se3_exp(x))), x = twist),
                    {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}}));
static_assert(close(evaluate(se3_transform(se3_exp(x), v), x = tensor<double, 6>{1, 2, 3, 0, 0, 0}, v = some),
                    {1.3, 1.8, 3.5}));
static_assert(close(evaluate(se3_boxminus(se3_boxplus(se3_exp(x), 0.5_c * x), se3_exp(x)), x = twist),
                    evaluate(0.5_c * x, x = twist)));
static_assert(differences_agree(sum(square(se3_transform(se3_exp(x), v))), x, twist, v = some));
static_assert(differences_agree(sum(square(se3_transform(se3_exp(x), v))), x, still, v = some));
constexpr variable<"X", 5, 6> X;
constexpr variable<"V", 5, 3> V;
static_assert(se3_exp(X).shape == shape{5, 4, 4} && se3_transform(se3_exp(x), V).shape == shape{5, 3} &&
              se3_transform(se3_exp(X), v).shape == shape{5, 3} && se3_log(se3_exp(X)).shape == shape{5, 6});
