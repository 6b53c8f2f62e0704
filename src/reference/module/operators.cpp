// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/module/operators.h"

#include <string>
#include <unordered_set>

namespace fisherlens::module {
namespace {

/// Names after "aten::". A trailing underscore (the form that works in place) is accepted where the plain name is.
constexpr std::string_view kPureAten = R"(
__and__ __contains__ __derive_index __getitem__ __is__ __isnot__ __lshift__ __not__ __or__ __range_length
__round_to_zero_floordiv __rshift__ __xor__ _set_item Bool BoolImplicit Complex Float FloatImplicit Int IntImplicit
ScalarImplicit _adaptive_avg_pool2d _adaptive_avg_pool3d _cast_Float _cast_Double _cast_Long _convolution
_convolution_mode _log_softmax _native_multi_head_attention _nested_tensor_from_mask
_nested_tensor_from_mask_left_aligned _reshape_alias _shape_as_tensor _softmax
_transformer_encoder_layer_fwd _unsafe_view _scaled_dot_product_attention_math _weight_norm _weight_norm_interface
abs absolute acos acosh adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d
adaptive_max_pool2d adaptive_max_pool3d add addbmm addcdiv addcmul addmm addmv addr affine_grid_generator alias all
alpha_dropout amax amin aminmax angle any append arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax
argmin argsort as_strided as_tensor asin asinh atan atan2 atanh atleast_1d atleast_2d atleast_3d avg_pool1d
avg_pool2d avg_pool3d baddbmm batch_norm bilinear binary_cross_entropy binary_cross_entropy_with_logits bincount
bitwise_and bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor block_diag bmm
broadcast_tensors broadcast_to bucketize cartesian_prod cat cdist ceil celu chain_matmul channel_shuffle chunk clamp
clamp_max clamp_min clear clip clone col2im column_stack complex concat concatenate constant_pad_nd contiguous
conv1d conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d convolution copy copysign cos cosh
cosine_embedding_loss cosine_similarity count_nonzero cpu cross cross_entropy_loss cummax cummin cumprod cumsum
deg2rad degrees detach diag diag_embed diagonal diff dim dist div divide divmod dot dropout dsplit dstack dtype
einsum element_size elu embedding embedding_bag endswith eq equal erf erfc erfinv exp exp2 expand expand_as expm1
extend eye feature_alpha_dropout feature_dropout fft_fft fft_fft2 fft_fftfreq fft_fftn fft_fftshift fft_hfft
fft_ifft fft_ifft2 fft_ifftn fft_ifftshift fft_ihfft fft_irfft fft_irfft2 fft_irfftn fft_rfft fft_rfft2 fft_rfftfreq
fft_rfftn fill find fix flatten flip fliplr flipud float_power floor floor_divide floordiv fmax fmin fmod format
frac frexp frobenius_norm full full_like gather gcd ge gelu ger get get_device glu greater greater_equal
grid_sampler grid_sampler_2d grid_sampler_3d group_norm gru gru_cell gt hann_window hamming_window hardshrink
hardsigmoid hardswish hardtanh heaviside hinge_embedding_loss hsplit hstack huber_loss hypot i0 im2col imag index
index_add index_copy index_fill index_put index_select inner insert instance_norm inverse is_autocast_enabled
is_complex is_contiguous is_floating_point is_grad_enabled is_nonzero is_same_size isclose isfinite isin isinf isnan
isneginf isposinf isreal items join keys kl_div kron l1_loss layer_norm lcm le leaky_relu len lerp less less_equal
lgamma linalg_cholesky linalg_cross linalg_det linalg_diagonal linalg_inv linalg_matmul linalg_matrix_norm
linalg_norm linalg_slogdet linalg_solve linalg_vecdot linalg_vector_norm linear linspace list log log10 log1p log2
log_sigmoid log_softmax logaddexp logaddexp2 logcumsumexp logdet logical_and logical_not logical_or logical_xor
logit logspace logsumexp lower lstm lstm_cell lt lu_solve margin_ranking_loss masked_fill masked_scatter
masked_select matmul matrix_exp matrix_power max max_pool1d max_pool2d max_pool2d_with_indices max_pool3d maximum
mean median meshgrid min minimum mish mm mode movedim moveaxis mse_loss msort mul multi_margin_loss
multilabel_margin_loss multiply mv mvlgamma nan_to_num nanmean nanmedian nansum narrow narrow_copy native_batch_norm
native_group_norm native_layer_norm ndimension ne neg negative new_full new_ones new_zeros nll_loss nll_loss2d
nll_loss_nd nonzero nonzero_numpy norm not_equal nuclear_norm numel numpy_T mT mH one_hot ones ones_like ord outer
pad pairwise_distance pdist percentFormat permute pixel_shuffle pixel_unshuffle poisson_nll_loss polar polygamma pop
positive pow prelu prod quantile rad2deg radians ravel real reciprocal reflection_pad1d reflection_pad2d
reflection_pad3d relu relu6 remainder remove renorm repeat repeat_interleave replication_pad1d replication_pad2d
replication_pad3d reshape reshape_as result_type reverse rms_norm rnn_relu rnn_relu_cell rnn_tanh rnn_tanh_cell roll
rot90 round rsqrt rsub scaled_dot_product_attention scatter scatter_add scatter_reduce searchsorted select
select_scatter selu sgn sigmoid sign signbit silu sin sinc sinh size slice slice_scatter slogdet smooth_l1_loss
soft_margin_loss softmax softmin softplus softshrink softsign sort special_digamma special_entr special_erf
special_erfc special_erfinv special_exp2 special_expit special_expm1 special_gammaln special_i0 special_log1p
special_log_ndtr special_log_softmax special_logit special_logsumexp special_ndtr special_ndtri special_softmax
special_xlogy split split_with_sizes sqrt square squeeze stack startswith std std_mean stft istft str stride strip
sub subtract sum sum_to_size swapaxes swapdims t take take_along_dim tan tanh tensor tensor_split tensordot
threshold tile to to_padded_tensor topk trace transpose trapezoid tril tril_indices triplet_margin_loss triu triu_indices true_divide
trunc type_as unbind unflatten unfold unsafe_chunk unsafe_split unsqueeze upper upsample_bicubic2d
upsample_bilinear2d upsample_linear1d upsample_nearest1d upsample_nearest2d upsample_nearest3d upsample_trilinear3d
_upsample_bicubic2d_aa _upsample_bilinear2d_aa values vander var var_mean vdot view view_as view_as_complex
view_as_real vsplit vstack warn where xlogy zeros zeros_like zero T H storage_offset is_cuda
)";

/// Names after "prim::".
constexpr std::string_view kPurePrim = R"(
Constant GetAttr If Loop ListConstruct ListUnpack NumToTensor RaiseException TupleConstruct TupleIndex TupleSlice
TupleUnpack Uninitialized DictConstruct DictIndex EnumName EnumValue StringIndex abs device dtype is_cpu is_cuda
is_ipu is_meta is_mkldnn is_mps is_nested is_quantized is_sparse is_sparse_csr is_vulkan is_xla is_xpu isinstance
itemsize layout max min rangelist requires_grad shape tolist type unchecked_cast unchecked_unwrap_optional
unsafe_cast is_ort is_maia is_mtia is_hpu ndim
)";

constexpr std::string_view kRandomAten = R"(
bernoulli binomial cauchy empty empty_like empty_strided exponential geometric log_normal multinomial new_empty
normal poisson rand rand_like randint randint_like randn randn_like random randperm rrelu rrelu_with_noise uniform
)";

constexpr std::string_view kStateful = "prim::SetAttr prim::Print aten::manual_seed aten::requires_grad";

std::unordered_set<std::string> words(std::string_view text)
{
    std::unordered_set<std::string> set;
    while (true) {
        const std::size_t begin = text.find_first_not_of(" \n");
        if (begin == std::string_view::npos)
            return set;
        const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
        set.emplace(text.substr(begin, end - begin));
        text.remove_prefix(end);
    }
}

bool contains(const std::unordered_set<std::string>& set, std::string_view name)
{
    if (set.contains(std::string(name)))
        return true;
    return name.size() > 1 && name.ends_with('_') && !name.ends_with("__")
           && set.contains(std::string(name.substr(0, name.size() - 1)));
}

}  // namespace

OperatorRank rankOperator(std::string_view qualifiedName)
{
    static const auto pureAten = words(kPureAten), purePrim = words(kPurePrim), randomAten = words(kRandomAten),
                      stateful = words(kStateful);
    if (stateful.contains(std::string(qualifiedName)))
        return OperatorRank::Stateful;
    constexpr std::string_view aten = "aten::", prim = "prim::";
    if (qualifiedName.starts_with(prim))
        return purePrim.contains(std::string(qualifiedName.substr(prim.size()))) ? OperatorRank::Pure
                                                                                 : OperatorRank::Unknown;
    if (!qualifiedName.starts_with(aten))
        return OperatorRank::Unknown;
    const std::string_view name = qualifiedName.substr(aten.size());
    if (contains(randomAten, name))
        return OperatorRank::Random;
    return contains(pureAten, name) ? OperatorRank::Pure : OperatorRank::Unknown;
}

}  // namespace fisherlens::module
