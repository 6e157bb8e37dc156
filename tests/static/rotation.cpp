// SPDX-License-Identifier: BSL-1.0
#include "check.hpp"
using namespace tapeless;
using check::close;

// Quaternions and rotations.
constexpr variable<"q", 4> q;
constexpr variable<"p", 4> p;
constexpr variable<"v", 3> v;
constexpr variable<"R", 3, 3> R;
constexpr tensor<double, 4> turn{0.8, 0.6, 0, 0}, other{0.5, -0.5, 0.5, 0.5}, one{1, 0, 0, 0};
constexpr tensor<double, 3> some{0.3, -0.2, 0.5}, none{0, 0, 0}, far{1.7, -1.2, 2.3};
constexpr tensor<double, 3, 3> identity{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

static_assert(evaluate(quat_multiply(q, p), q = tensor<double, 4>{1, 2, 3, 4}, p = tensor<double, 4>{5, 6,
    7, 8}) ==
              tensor<double, 4>{-60, 12, 30, 24});
static_assert(evaluate(quat_conjugate(q), q = turn) == tensor<double, 4>{0.8, -0.6, 0, 0});
static_assert(close(evaluate(quat_multiply(q, quat_conjugate(q)), q = other), one));
static_assert(close(evaluate(quat_normalize(q), q = tensor<double, 4>{0, 3, 0, 4}), {0, 0.6, 0, 0.8}));
static_assert(close(evaluate(matmul(quat_to_matrix(q), v) - quat_rotate(q, v), q = other, v = some), none));
static_assert(close(evaluate(quat_rotate(q, v), q = turn, v = tensor<double, 3>{0, 1, 0}), {0, 0.28, 0.96}));
static_assert(close(evaluate(quat_to_matrix(quat_exp(0.5_c * v)), v = far), evaluate(so3_exp(v), v = far)));
static_assert(close(evaluate(quat_log(quat_exp(v)), v = some), some) &&
              evaluate(quat_log(q), q = one) == none && evaluate(quat_exp(v), v = none) == one);
static_assert(close(evaluate(quat_boxminus(quat_boxplus(q, v), q), q = turn, v = some), some));
static_assert(close(evaluate(quat_boxminus(-quat_boxplus(q, v), q), q = turn, v = some), some));
constexpr variable<"Q", 5, 4> Q;
static_assert(quat_rotate(Q, v).shape == shape{5, 3} && quat_multiply(q, Q).shape == shape{5, 4});
static_assert(quat_to_matrix(Q).shape == shape{5, 3, 3} && so3_log(quat_to_matrix(Q)).shape == shape{5, 3});

// Rotations: exp against that of matrices, log near 0, in between, and near π.
static_assert(evaluate(so3_hat(v), v = tensor<double, 3>{1, 2, 3}) ==
              tensor<double, 3, 3>{{0, -3, 2}, {3, 0, -1}, {-2, 1, 0}});
static_assert(so3_vee(so3_hat(v)).shape == shape{3} && evaluate(so3_vee(so3_hat(v)), v = some) == some);
static_assert(close(evaluate(so3_exp(v), v = far), evaluate(matrix_exp(so3_hat(v)), v = far), 1e-14));
static_assert(evaluate(so3_exp(v), v = none) == identity && evaluate(so3_log(R), R = identity) == none);
constexpr bool returns(tensor<double, 3> at, double tolerance) {
  return close(evaluate(so3_log(so3_exp(v)), v = at), at, tolerance);
}
static_assert(returns(some, 1e-15) && returns(far, 1e-14) && returns({1e-9, -2e-9, 1e-10}, 1e-24));
static_assert(returns({3.14159265, 1e-8, 0}, 1e-14) && returns({0, 0, -3.1415926}, 1e-14));
static_assert(returns({1.8, -1.8, 1.8}, 1e-14) && returns({0, 2.5, 1.9}, 1e-14));
static_assert(close(evaluate(so3_log(R), R = tensor<double, 3, 3>{{-1, 0, 0}, {0, 1, 0}, {0, 0, -1}}),
                    {0, 3.141592653589793, 0}));  // by π
static_assert(close(evaluate(so3_exp(v), v = tensor<float, 3>{0.3f, -0.2f, 0.5f}),
                    evaluate(matrix_exp(so3_hat(v)), v = tensor<float, 3>{0.3f, -0.2f, 0.5f})));
static_assert(close(evaluate(so3_log(so3_exp(v)), v = tensor<long double, 3>{0.3L, -0.2L, 0.5L}),
                    {0.3L, -0.2L, 0.5L}));
